<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Gives back what a cancelled order took that Wawi has never seen: stock, shop credit, vouchers. */
final class GiveBack
{
    public function __construct(
        private readonly OrderHold $hold,
        private readonly BuyersCredit $credit,
        private readonly StockGateway $stock,
    ) {
    }

    /**
     * To be called in a transaction of the database that holds the order's row. Whoever cancelled the order, it is given
     * back once: the first caller takes the mark away by which it is held.
     *
     * @return bool whether it was done now
     */
    public function once(int $orderId): bool
    {
        if (!$this->hold->retire($orderId)) {
            return false;
        }
        $this->stock->giveBack($orderId);
        $this->credit->giveBackCredit($orderId);

        return true;
    }

    /** To be called after the transaction, so that the shop shows the new stock. */
    public function forgetCached(int $orderId): void
    {
        $this->stock->forgetCached($orderId);
    }
}
