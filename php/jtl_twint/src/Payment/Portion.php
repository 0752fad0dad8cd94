<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** What of a position is captured or refunded: a quantity, or an amount that overrides it. As somebody typed it. */
final class Portion
{
    public function __construct(
        public readonly int $positionId,
        public readonly ?string $quantity,
        public readonly ?string $amount = null,
    ) {
    }
}
