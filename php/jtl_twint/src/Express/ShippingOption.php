<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** A way to ship this basket, and what the order costs more with it. */
final class ShippingOption
{
    /**
     * @param string $id kVersandart
     * @param string $amount in francs, with two decimals
     */
    public function __construct(
        public readonly string $id,
        public readonly string $label,
        public readonly string $amount,
    ) {
    }
}
