<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** A row of an order, in Swiss francs as they were charged. */
final class Position
{
    /** A row that is not one of the shop's has no number of its own there. */
    public const CREDIT = 0x7fff_fffe;
    public const ROUNDING = 0x7fff_ffff;

    /**
     * @param numeric-string $vatRate in per cent
     * @param numeric-string $quantity
     * @param numeric-string $net of the whole row, negative for a discount
     * @param numeric-string $gross of the whole row, negative for a discount
     */
    public function __construct(
        public readonly int $id,
        public readonly PositionKind $kind,
        public readonly string $name,
        public readonly string $sku,
        public readonly string $vatRate,
        public readonly string $quantity,
        public readonly string $net,
        public readonly string $gross,
    ) {
    }
}
