<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** The rows of the shop's orders. */
interface OrderPositions
{
    /**
     * The rows as they stand in the shop; the last one closes the gap to what was charged, so that their sum is exactly that.
     *
     * @param numeric-string $charged
     * @return list<Position> none where the order was deleted
     */
    public function of(int $orderId, string $charged): array;

    /**
     * Whether the rows come to the order's total. They do not while Wawi's edit writes them anew, one by one.
     *
     * @param numeric-string $total
     */
    public function addUp(int $orderId, string $total): bool;
}
