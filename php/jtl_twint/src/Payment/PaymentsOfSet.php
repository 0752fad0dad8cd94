<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\Database;

/** What still needs a set of access data: payments go on with the one that they were begun with. */
final class PaymentsOfSet
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** Whether something may still happen to one of its payments at TWINT, live or test. */
    public function areUnsettled(int $set): bool
    {
        return $this->existUnsettled('', ['set' => $set]);
    }

    /** The same of one environment alone. */
    public function areUnsettledIn(AccessKey $access): bool
    {
        return $this->existUnsettled(' AND environment = :environment', [
            'set' => $access->set,
            'environment' => $access->environment,
        ]);
    }

    /** Whether one of them could be refunded. */
    public function areRefundable(int $set): bool
    {
        return $this->exists('transaction WHERE access_id = :set AND phase IN ' . Phases::sql(Phases::HOLDING_MONEY), [
            'set' => $set,
        ]);
    }

    /** @param array<string, scalar> $parameters */
    private function existUnsettled(string $condition, array $parameters): bool
    {
        $ofSet = ' WHERE access_id = :set' . $condition;

        return (
            $this->exists('transaction' . $ofSet . ' AND phase IN ' . Phases::sql(Phases::UNSETTLED), $parameters)
            || $this->exists('check_in' . $ofSet . " AND phase <> 'over'", $parameters)
        );
    }

    /** @param array<string, scalar> $parameters */
    private function exists(string $rows, array $parameters): bool
    {
        return $this->database->row('SELECT 1 FROM xplugin_jtl_twint_' . $rows . ' LIMIT 1', $parameters) !== null;
    }
}
