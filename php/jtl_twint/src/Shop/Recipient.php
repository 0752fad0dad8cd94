<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Whom the shop writes to about an order. */
final class Recipient
{
    public function __construct(
        public readonly string $name,
        public readonly string $address,
    ) {
    }
}
