<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** What a row of an order is. */
enum PositionKind: string
{
    case Product = 'product';
    case Gift = 'gift';
    case Shipping = 'shipping';
    /** For packaging, for the way of paying, small orders … */
    case Surcharge = 'surcharge';
    case Discount = 'discount';
    case Voucher = 'voucher';
    /** Of the customer's own account in the shop. */
    case Credit = 'credit';
    /** Closes the gap between the sum of the rows and what was charged: Rappen, or more once the order was edited. */
    case Rounding = 'rounding';

    /** Whether it is delivered, piece by piece; the others belong to the order as a whole. */
    public function isGoods(): bool
    {
        return $this === self::Product || $this === self::Gift;
    }
}
