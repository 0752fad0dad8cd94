<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Undoes what the shop did to its stock when the order was placed; the shop itself cannot. */
interface StockGateway
{
    /** Within a database transaction of the caller, who sees to it that it happens once. */
    public function giveBack(int $orderId): void;

    /** Afterwards: pages show the new stock. */
    public function forgetCached(int $orderId): void;
}
