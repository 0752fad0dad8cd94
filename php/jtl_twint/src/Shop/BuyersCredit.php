<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** What the buyer put into an order beside money. */
interface BuyersCredit
{
    /** Gives the buyer back what of their shop credit and vouchers went into the order. */
    public function giveBackCredit(int $orderId): void;
}
