<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;

/**
 * Who begins a payment of an order, cancels it or gives back what it took does so one after the other. Each changes one row of
 * ours that stands for the order: locks hold on one node of a cluster only, and of two transactions that change the same row on
 * two nodes one is undone and runs again.
 */
final class OrderTurn
{
    public const TABLE = 'xplugin_jtl_twint_order_turn';

    public function __construct(
        private readonly Database $database,
        private readonly OrderGateway $orders,
    ) {
    }

    /**
     * To be called first in a transaction of the database, and holds until its end.
     *
     * @return OrderState|null null: the order is gone
     */
    public function take(int $orderId): ?OrderState
    {
        $this->database->execute('INSERT INTO '
        . self::TABLE
        . ' (order_id, turns) VALUES (:id, 1) ON DUPLICATE KEY UPDATE turns = turns + 1', ['id' => $orderId]);

        return $this->orders->lock($orderId);
    }
}
