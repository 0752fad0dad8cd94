<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;

/** What a human should look at: doubt about money, a reservation that is about to end, work that was left undone. */
final class Attention
{
    private const DAYS_BEFORE_END = 2;
    private const MINUTES_UNTIL_STUCK = 15;

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** Reservations that end soon or have ended: money that is lost if nobody captures it. */
    public function endingReservations(): int
    {
        $row = $this->database->row(
            'SELECT COUNT(*) AS number FROM xplugin_jtl_twint_transaction FORCE INDEX (phase_guarantee)
                WHERE phase IN '
            . Phases::sql(Phases::RESERVED)
            . ' AND guarantee_until < UTC_TIMESTAMP(3) + INTERVAL :days DAY',
            ['days' => self::DAYS_BEFORE_END],
        );

        return (int) ($row['number'] ?? 0);
    }

    /**
     * Each part of the query reads a few rows of an index.
     *
     * @return list<int> the newest first; where there are more than the limit, at least so many
     */
    public function ids(int $limit): array
    {
        $reserved = array_map(
            static fn(string $phase): string => (
                "(SELECT id FROM xplugin_jtl_twint_transaction FORCE INDEX (phase_guarantee)
                    WHERE phase = '$phase' AND guarantee_until < UTC_TIMESTAMP(3) + INTERVAL "
                . self::DAYS_BEFORE_END
                . " DAY ORDER BY guarantee_until DESC LIMIT $limit)"
            ),
            Phases::RESERVED,
        );
        $rows = $this->database->rows(
            "(SELECT id FROM xplugin_jtl_twint_transaction FORCE INDEX (phase_created)
                    WHERE phase = :uncertain ORDER BY created_at DESC LIMIT $limit)
                UNION (SELECT transaction_id AS id FROM xplugin_jtl_twint_operation FORCE INDEX (state_created)
                    WHERE state = :unknown ORDER BY created_at DESC LIMIT $limit)
                UNION (SELECT transaction_id AS id FROM xplugin_jtl_twint_operation FORCE INDEX (state_created)
                    WHERE state = :sent AND created_at < UTC_TIMESTAMP(3) - INTERVAL :stuck MINUTE ORDER BY created_at DESC LIMIT $limit)
                UNION "
            . implode(' UNION ', $reserved)
            . " UNION (SELECT id FROM xplugin_jtl_twint_transaction FORCE INDEX (duties)
                    WHERE duties > '' AND updated_at < UTC_TIMESTAMP(3) - INTERVAL :still_stuck MINUTE LIMIT $limit)",
            [
                'uncertain' => Phases::UNCERTAIN,
                'unknown' => Operation::UNKNOWN,
                'sent' => Operation::SENT,
                'stuck' => self::MINUTES_UNTIL_STUCK,
                'still_stuck' => self::MINUTES_UNTIL_STUCK,
            ],
        );

        $ids = array_map(static fn(array $row): int => (int) $row['id'], $rows);
        rsort($ids);

        return $ids;
    }
}
