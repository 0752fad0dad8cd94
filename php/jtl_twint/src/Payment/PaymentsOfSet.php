<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;

/** What still needs a set of access data: payments go on with the one that they were begun with. */
final class PaymentsOfSet
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** Whether something may still happen to one of its payments at TWINT. */
    public function areUnsettled(int $set): bool
    {
        return (
            $this->exists('transaction WHERE access_id = :set AND phase IN ' . Phases::sql(Phases::UNSETTLED), $set)
            || $this->exists("check_in WHERE access_id = :set AND phase <> 'over'", $set)
        );
    }

    /** Whether one of them could be refunded. */
    public function areRefundable(int $set): bool
    {
        return $this->exists(
            'transaction WHERE access_id = :set AND phase IN ' . Phases::sql(Phases::HOLDING_MONEY),
            $set,
        );
    }

    private function exists(string $rows, int $set): bool
    {
        return $this->database->row('SELECT 1 FROM xplugin_jtl_twint_' . $rows . ' LIMIT 1', ['set' => $set]) !== null;
    }
}
