<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Orders;

use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Persistence\Database;

/** The payments of many orders, by one query. */
final class OrderPayments
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /**
     * Of several attempts the one that matters: an attempt that is over only where there is no other, else the latest.
     *
     * @param list<int> $orderIds
     * @return array<int, OrderPayment> by order; orders that TWINT does not pay are missing
     */
    public function of(array $orderIds): array
    {
        if ($orderIds === []) {
            return [];
        }
        $payments = [];
        foreach ($this->database->rows(
            'SELECT order_id, id, phase, amount, captured, refunded FROM xplugin_jtl_twint_transaction
                WHERE order_id IN ('
            . implode(', ', $orderIds)
            . ') ORDER BY phase IN '
            . Phases::sql(Phases::OVER)
            . ' DESC, attempt',
        ) as $row) {
            $payments[(int) $row['order_id']] = OrderPayment::of($row);
        }

        return $payments;
    }
}
