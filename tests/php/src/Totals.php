<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Shop\JtlOrderTotals;
use Plugin\jtl_twint\src\Shop\OrderTotals;

/** The plugin's own, but for the currency's name: that is the shop's. */
final class Totals implements OrderTotals
{
    public function __construct(
        private readonly JtlOrderTotals $totals,
        private readonly ShopWorld $shop,
    ) {
    }

    public function amount(Bestellung $order): string
    {
        return $this->totals->amount($order);
    }

    public function total(int $orderId): ?string
    {
        return $this->totals->total($orderId);
    }

    public function currency(Bestellung $order): string
    {
        return $this->shop->currency($order);
    }
}
