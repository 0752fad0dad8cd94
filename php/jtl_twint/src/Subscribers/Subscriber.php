<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

/** Listens to one family of the shop's hooks. It is built when the first of them is called, so that other pages do not pay for it. */
interface Subscriber
{
    /**
     * Its method for each hook, which is given the hook's arguments.
     *
     * @return array<string, string> by the name of the hook's constant, which an older shop may lack, or of the shop's event
     */
    public static function listeners(): array;
}
