<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** The basket of the visitor. */
interface Basket
{
    /**
     * Puts in what an order was made of, beside what lies there: articles, variations, configurations, gift and voucher.
     *
     * @param bool $isBuyers whether the visitor is the buyer: words they had written on an article, and their voucher, are for no one else
     * @return list<string> the names of what the shop does not sell any more like that
     */
    public function refill(int $orderId, bool $isBuyers): array;

    public function isEmpty(): bool;
}
