<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\Settings;

/**
 * All movements of a range of days, the oldest first: captures and refunds that TWINT carried out, captures that were found at
 * TWINT without a call of ours, and reservations that ended without being captured, wholly or in part.
 */
final class Movements
{
    /** How many movements of a file are held in memory at once. */
    private const MOST_AT_ONCE = 1000;
    private const DAY_SECONDS = 86_400;

    /** The captures of a payment that TWINT carried out when we asked for them. */
    private const CAPTURES_OF_PAYMENT =
        "FROM xplugin_jtl_twint_operation c
                        WHERE c.transaction_id = t.id AND c.kind = '"
            . Operation::CAPTURE
            . "' AND c.state = '"
            . Operation::DONE
            . "'";

    /** Each of the three kinds, with its time and with a number that puts movements of the same moment in order. */
    private const ALL =
        "SELECT o.kind, o.finished_at AS at, o.id AS number, o.amount, o.note,
                COALESCE(o.reference, t.reference) AS reference, COALESCE(o.twint_uuid, t.twint_uuid) AS twint_uuid,
                t.order_number, t.order_id, t.access_id, t.store_uuid,
                -- Of the whole payment, and so with the last that was captured of it, once nothing can follow.
                IF(o.kind = '"
            . Operation::CAPTURE
            . "' AND (t.closed = 1 OR t.captured >= t.amount)
                    AND o.id = (SELECT MAX(c.id) "
            . self::CAPTURES_OF_PAYMENT
            . ')
                    AND t.captured <= (SELECT SUM(c.amount) '
            . self::CAPTURES_OF_PAYMENT
            . "), t.twint_fee, NULL) AS fee
            FROM xplugin_jtl_twint_operation o JOIN xplugin_jtl_twint_transaction t ON t.id = o.transaction_id
            WHERE o.kind IN ('"
            . Operation::CAPTURE
            . "', '"
            . Operation::REFUND
            . "') AND o.state = '"
            . Operation::DONE
            . "' AND o.amount > 0
                AND o.finished_at >= :from_1 AND o.finished_at < :to_1 AND t.environment = :environment_1
        UNION ALL
            SELECT '"
            . Movement::CAPTURE
            . "', e.at, e.id, t.captured - COALESCE((SELECT SUM(c.amount) "
            . self::CAPTURES_OF_PAYMENT
            . "), 0),
                '', t.reference, t.twint_uuid, t.order_number, t.order_id, t.access_id, t.store_uuid, t.twint_fee
            FROM xplugin_jtl_twint_event e JOIN xplugin_jtl_twint_transaction t ON t.id = e.transaction_id
            WHERE e.at >= :from_2 AND e.at < :to_2 AND t.environment = :environment_2
                AND e.to_phase = '"
            . Phases::CAPTURED
            . "' AND e.from_phase <> '"
            . Phases::CAPTURED
            . "'
                AND t.captured > COALESCE((SELECT SUM(c.amount) "
            . self::CAPTURES_OF_PAYMENT
            . "), 0)
        UNION ALL
            SELECT '"
            . Movement::RELEASE
            . "', e.at, e.id, t.amount - t.captured, e.message, t.reference, t.twint_uuid, t.order_number,
                t.order_id, t.access_id, t.store_uuid, NULL
            FROM xplugin_jtl_twint_event e JOIN xplugin_jtl_twint_transaction t ON t.id = e.transaction_id
            WHERE e.at >= :from_3 AND e.at < :to_3 AND t.environment = :environment_3 AND t.authorised_at IS NOT NULL AND t.captured < t.amount
                AND e.to_phase <> e.from_phase AND e.to_phase IN ('"
            . Phases::CAPTURED
            . "', '"
            . Phases::CANCELLED
            . "', '"
            . Phases::FAILED
            . "')";

    public function __construct(
        private readonly Database $database,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Reads the movements in spans of time, each so short that its movements fit into memory: however many there are, each is looked up
     * once. They are of one environment, so that payments of the test system are in nobody's books.
     *
     * @param 'production'|'testing' $environment
     * @param int|null $set of access data; null: all
     * @return \Generator<int, Movement>
     */
    public function of(Days $days, string $environment, ?int $set = null): \Generator
    {
        $from = $days->first->getTimestamp();
        $end = $days->end()->getTimestamp();
        $span = self::DAY_SECONDS;
        while ($from < $end) {
            $to = min($from + $span, $end);
            // A single second is read as a whole, however many it has.
            $most = $span > 1 ? self::MOST_AT_ONCE + 1 : PHP_INT_MAX;
            $movements = $this->between($from, $to, $environment, $set, $most);
            if (count($movements) > self::MOST_AT_ONCE && $span > 1) {
                $span = intdiv($span, 2);
                continue;
            }
            yield from $movements;
            $from = $to;
            if (count($movements) < intdiv(self::MOST_AT_ONCE, 4)) {
                $span = min(2 * $span, self::DAY_SECONDS);
            }
        }
    }

    /**
     * Computed by the database.
     *
     * @param 'production'|'testing' $environment
     * @param int|null $set of access data; null: all
     * @return array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int}
     */
    public function totals(
        \DateTimeImmutable $from,
        \DateTimeImmutable $to,
        string $environment,
        ?int $set = null,
    ): array {
        $row = $this->database->row(
            "SELECT COALESCE(SUM(IF(kind = 'capture', amount, 0)), 0) AS captured,
                COALESCE(SUM(IF(kind = 'refund', amount, 0)), 0) AS refunded,
                COALESCE(SUM(IF(kind = 'capture', amount, IF(kind = 'refund', -amount, 0))), 0) AS net,
                COALESCE(SUM(fee), 0) AS fees,
                COALESCE(SUM(IF(kind = 'capture', amount, IF(kind = 'refund', -amount, 0)) - COALESCE(fee, 0)), 0) AS remaining,
                COUNT(*) AS number
            FROM (" . self::ALL . ') AS movements' . self::where($set),
            self::range($from, $to, $environment),
        );

        return self::totalsOf($row ?? []);
    }

    /**
     * Adds several totals up without looking anything up once more. The database computes it.
     *
     * @param list<array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int, ...}> $parts
     * @return array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int}
     */
    public function together(array $parts): array
    {
        $rows = array_map(static fn(array $part): string => sprintf(
            'SELECT %s AS captured, %s AS refunded, %s AS net, %s AS fees, %s AS remaining, %d AS number',
            $part['captured'],
            $part['refunded'],
            $part['net'],
            $part['fees'],
            $part['left'],
            $part['number'],
        ), $parts);
        $row = $rows === []
            ? []
            : $this->database->row(
                'SELECT SUM(captured) AS captured, SUM(refunded) AS refunded, SUM(net) AS net, SUM(fees) AS fees,
                SUM(remaining) AS remaining, SUM(number) AS number FROM ('
                . implode(' UNION ALL ', $rows)
                . ') AS parts',
            );

        return self::totalsOf($row ?? []);
    }

    /**
     * @param array<string, string|null> $row
     * @return array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int}
     */
    private static function totalsOf(array $row): array
    {
        return [
            'captured' => self::money($row['captured'] ?? null),
            'refunded' => self::money($row['refunded'] ?? null),
            'net' => self::money($row['net'] ?? null),
            'fees' => self::money($row['fees'] ?? null),
            'left' => self::money($row['remaining'] ?? null),
            'number' => (int) ($row['number'] ?? 0),
        ];
    }

    /** @return list<Movement> the oldest first */
    private function between(int $from, int $to, string $environment, ?int $set, int $limit): array
    {
        $moment = static fn(int $timestamp): \DateTimeImmutable => new \DateTimeImmutable('@' . $timestamp);

        return array_map(
            static fn(array $row): Movement => new Movement(
                (string) $row['kind'],
                (string) $row['at'],
                (string) $row['order_number'],
                trim((string) $row['invoice_number']),
                (string) $row['reference'],
                (string) $row['twint_uuid'],
                self::money($row['amount']),
                (string) $row['note'],
                is_numeric($row['fee']) ? $row['fee'] : null,
                (int) $row['access_id'],
                (string) $row['store_uuid'],
            ),
            $this->database->rows(
                'SELECT m.*, a.cValue AS invoice_number FROM ('
                . ($set === null ? self::ALL : 'SELECT * FROM (' . self::ALL . ') AS movements' . self::where($set))
                . ' ORDER BY at, number LIMIT '
                . $limit
                . ') AS m LEFT JOIN tbestellattribut a ON a.kBestellung = m.order_id AND a.cName = :attribute ORDER BY at, number',
                self::range($moment($from), $moment($to), $environment)
                + ['attribute' => $this->settings->invoiceAttribute()],
            ),
        );
    }

    private static function where(?int $set): string
    {
        return $set === null ? '' : ' WHERE access_id = ' . $set;
    }

    /** @return array<string, string> */
    private static function range(\DateTimeImmutable $from, \DateTimeImmutable $to, string $environment): array
    {
        $between = [];
        foreach ([1, 2, 3] as $part) {
            $between['from_' . $part] = Days::utc($from);
            $between['to_' . $part] = Days::utc($to);
            $between['environment_' . $part] = $environment;
        }

        return $between;
    }

    /** @return numeric-string */
    private static function money(?string $decimal): string
    {
        return is_numeric($decimal) ? $decimal : '0.00';
    }
}
