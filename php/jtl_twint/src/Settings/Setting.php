<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** One thing the merchant can choose: what it may be, and what it is until somebody chose. */
interface Setting
{
    /** Its name in the shop's table and in the catalogues. */
    public function name(): string;

    public function group(): SettingGroup;

    /** As it counts: within its range whatever is stored. */
    public function read(string $stored): string;

    /**
     * Why it cannot be saved: the key of the sentence in the catalogues, and what is put into it. Null: it can.
     *
     * @return array{string, list<int|string>}|null
     */
    public function refuse(string $typed): ?array;
}
