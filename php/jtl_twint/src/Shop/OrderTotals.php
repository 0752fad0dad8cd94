<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;

/** What an order of the shop comes to. */
interface OrderTotals
{
    /**
     * What the buyer owes, in the currency they see. Only where Extension::isUsable().
     *
     * @return numeric-string
     */
    public function amount(Bestellung $order): string;

    /**
     * What the order comes to by now, in the currency the buyer sees; null where it was deleted. Only where Extension::isUsable().
     *
     * @return numeric-string|null
     */
    public function total(int $orderId): ?string;

    public function currency(Bestellung $order): string;
}
