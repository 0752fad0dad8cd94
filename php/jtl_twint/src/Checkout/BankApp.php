<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** A bank's TWINT app as the buyer sees it on iOS. */
final class BankApp
{
    public function __construct(
        public readonly string $name,
        public readonly string $link,
    ) {
    }
}
