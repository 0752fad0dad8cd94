<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use Plugin\jtl_twint\src\Shop\ExpressCheckout;

/**
 * While TWINT Express writes an order, which may not stay, no box does what it does beside the order: a mail cannot be taken back.
 * That the box was ticked is recorded as ever.
 */
final class ConsentActions implements Subscriber
{
    public static function listeners(): array
    {
        return ['HOOK_CHECKBOX_CLASS_GETCHECKBOXFRONTEND' => 'areLookedFor'];
    }

    /** @param array{oCheckBox_arr: array<object>, bSpecial: bool|int} $arguments the boxes of a place, by reference */
    public function areLookedFor(array $arguments): void
    {
        if ($arguments['bSpecial'] && ExpressCheckout::isPlacing()) {
            $arguments['oCheckBox_arr'] = [];
        }
    }
}
