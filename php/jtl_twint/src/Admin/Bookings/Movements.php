<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\Settings;
use Twint\Event;
use Twint\MovementKind;
use Twint\OperationKind;

/**
 * All movements of a range of days, the oldest first: captures and refunds that TWINT carried out, captures that were found at
 * TWINT without a call of ours, and reservations that ended without being captured, wholly or in part. What moved of a payment the extension
 * says; here is looked up which payments may have something of those days. Only where Extension::isUsable().
 */
final class Movements
{
    /** Of how many calls and events a span of time is made: its movements are held in memory at once. */
    private const MOST_AT_ONCE = 1000;
    private const DAY_SECONDS = 86_400;
    private const MOVED_BY_CALL =
        "o.kind IN ('" . Operation::CAPTURE . "', '" . Operation::REFUND . "') AND o.state = '" . Operation::DONE . "'";
    private const COLUMNS_OF_CALL = 'kind, amount, finished_at, reference, twint_uuid, note';
    private const NOTHING = [
        'captured' => '0.00',
        'refunded' => '0.00',
        'net' => '0.00',
        'fees' => '0.00',
        'left' => '0.00',
        'number' => 0,
    ];

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
    ) {
    }

    /**
     * They are of one environment, so that payments of the test system are in nobody's books.
     *
     * @param 'production'|'testing' $environment
     * @param int|null $set of access data; null: all
     * @return \Generator<int, Movement>
     */
    public function of(Days $days, string $environment, ?int $set = null): \Generator
    {
        yield from $this->between($days->first, $days->end(), $environment, $set);
    }

    /**
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
        $totals = self::NOTHING;
        foreach ($this->between($from, $to, $environment, $set) as $movement) {
            $totals = self::added($totals, [
                'captured' => $movement->kind === MovementKind::Capture ? $movement->amount : '0.00',
                'refunded' => $movement->kind === MovementKind::Refund ? $movement->amount : '0.00',
                'net' => $movement->change(),
                'fees' => $movement->fee ?? '0.00',
                'left' => $movement->net(),
                'number' => 1,
            ]);
        }

        return $totals;
    }

    /**
     * Adds several totals up without looking anything up once more.
     *
     * @param list<array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int, ...}> $parts
     * @return array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int}
     */
    public static function together(array $parts): array
    {
        return array_reduce($parts, self::added(...), self::NOTHING);
    }

    /**
     * @param array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int} $totals
     * @param array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int, ...} $more
     * @return array{captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int}
     */
    private static function added(array $totals, array $more): array
    {
        foreach (['captured', 'refunded', 'net', 'fees', 'left'] as $sum) {
            if ($more[$sum] !== '0.00') {
                /** @var numeric-string */
                $totals[$sum] = \Twint\add_amounts($totals[$sum], $more[$sum]);
            }
        }
        $totals['number'] += $more['number'];

        return $totals;
    }

    /**
     * Reads the movements in spans of time, each so short that its movements fit into memory: however many there are, each is looked up
     * once.
     *
     * @return \Generator<int, Movement>
     */
    private function between(
        \DateTimeImmutable $first,
        \DateTimeImmutable $end,
        string $environment,
        ?int $set,
    ): \Generator {
        $from = $first->getTimestamp();
        $last = $end->getTimestamp();
        $span = self::DAY_SECONDS;
        while ($from < $last) {
            $to = min($from + $span, $last);
            // A single second is read as a whole, however many it has.
            $most = $span > 1 ? self::MOST_AT_ONCE + 1 : PHP_INT_MAX;
            $range = [
                'from' => Days::utc(new \DateTimeImmutable('@' . $from)),
                'to' => Days::utc(new \DateTimeImmutable('@' . $to)),
            ];
            $found = $this->paymentsMovedIn($range, $environment, $set, $most);
            if (count($found) > self::MOST_AT_ONCE && $span > 1) {
                $span = intdiv($span, 2);
                continue;
            }
            yield from $this->movedIn($range, array_values(array_unique($found)));
            $from = $to;
            if (count($found) < intdiv(self::MOST_AT_ONCE, 4)) {
                $span = min(2 * $span, self::DAY_SECONDS);
            }
        }
    }

    /**
     * @param array{from: string, to: string} $range
     * @return list<int> once for each call and each event at which something may stand
     */
    private function paymentsMovedIn(array $range, string $environment, ?int $set, int $limit): array
    {
        $of = ' AND t.environment = :environment_%d' . ($set === null ? '' : ' AND t.access_id = ' . $set);
        $rows = $this->database->rows(
            'SELECT t.id FROM xplugin_jtl_twint_operation o JOIN xplugin_jtl_twint_transaction t ON t.id = o.transaction_id
                WHERE o.finished_at >= :from_1 AND o.finished_at < :to_1 AND '
            . self::MOVED_BY_CALL
            . sprintf($of, 1)
            . ' UNION ALL SELECT t.id FROM xplugin_jtl_twint_event e JOIN xplugin_jtl_twint_transaction t ON t.id = e.transaction_id
                WHERE e.at >= :from_2 AND e.at < :to_2 AND '
            . self::isEnding()
            . sprintf($of, 2)
            . ' LIMIT '
            . $limit,
            [
                'from_1' => $range['from'],
                'to_1' => $range['to'],
                'environment_1' => $environment,
                'from_2' => $range['from'],
                'to_2' => $range['to'],
                'environment_2' => $environment,
            ],
        );

        return array_map(intval(...), array_column($rows, 'id'));
    }

    /**
     * @param array{from: string, to: string} $range
     * @param list<int> $ids
     * @return list<Movement> of that range, the oldest first
     */
    private function movedIn(array $range, array $ids): array
    {
        if ($ids === []) {
            return [];
        }
        $payments = $this->transactions->byIds($ids);
        $calls = $this->ofPayments('operation o', self::COLUMNS_OF_CALL, self::MOVED_BY_CALL, $ids);
        $events = $this->ofPayments('event e', 'event, at, message', self::isEnding(), $ids);
        $invoices = $this->invoices($payments);
        $moved = [];
        foreach ($payments as $payment) {
            $ofPayment = \Twint\movements(
                $payment->payment(),
                $payment->authorisedAt !== null,
                array_map(self::call(...), array_values($calls[$payment->id] ?? [])),
                array_map(self::event(...), array_values($events[$payment->id] ?? [])),
            );
            foreach ($ofPayment as $one) {
                $call = $calls[$payment->id][$one->call] ?? null;
                $event = $events[$payment->id][$one->event] ?? null;
                $at = (string) ($call['finished_at'] ?? $event['at'] ?? '');
                if ($at >= $range['from'] && $at < $range['to']) {
                    $note = $one->kind === MovementKind::Capture ? '' : (string) ($event['message'] ?? '');
                    $moved[] = [$at, $one->call ?? $one->event, new Movement(
                        $one->kind,
                        $at,
                        $payment->orderNumber,
                        $invoices[$payment->orderId] ?? '',
                        $call['reference'] ?? $payment->reference,
                        $call['twint_uuid'] ?? (string) $payment->twintUuid,
                        $one->amount,
                        (string) ($call['note'] ?? $note),
                        $one->bearsFee ? $payment->fee : null,
                        $payment->accessId,
                        $payment->storeUuid,
                    )];
                }
            }
        }
        usort($moved, static fn(array $one, array $other): int => [$one[0], $one[1]] <=> [$other[0], $other[1]]);

        return array_column($moved, 2);
    }

    /**
     * @param list<int> $ids
     * @return array<int, array<int, array<string, string|null>>> by payment and number, the oldest first
     */
    private function ofPayments(string $table, string $columns, string $which, array $ids): array
    {
        $found = [];
        $list = implode(',', $ids);
        $rows = $this->database->rows(
            "SELECT id, transaction_id, $columns FROM xplugin_jtl_twint_$table
                WHERE transaction_id IN ($list) AND $which ORDER BY id",
        );
        foreach ($rows as $row) {
            $found[(int) $row['transaction_id']][(int) $row['id']] = $row;
        }

        return $found;
    }

    /**
     * @param list<Transaction> $payments
     * @return array<int, string> by order, where the shop knows one
     */
    private function invoices(array $payments): array
    {
        $orders = implode(',', array_map(static fn(Transaction $payment): int => $payment->orderId, $payments));
        $rows = $this->database->rows(
            "SELECT kBestellung, cValue FROM tbestellattribut WHERE kBestellung IN ($orders) AND cName = :attribute",
            ['attribute' => $this->settings->invoiceAttribute()],
        );

        return array_map(
            static fn(?string $number): string => trim((string) $number),
            array_column($rows, 'cValue', 'kBestellung'),
        );
    }

    /**
     * @param array<string, string|null> $row
     * @return array{id: int, kind: OperationKind, amount: string}
     */
    private static function call(array $row): array
    {
        return [
            'id' => (int) $row['id'],
            'kind' => OperationKind::from((string) $row['kind']),
            'amount' => (string) $row['amount'],
        ];
    }

    /**
     * @param array<string, string|null> $row
     * @return array{id: int, event: Event}
     */
    private static function event(array $row): array
    {
        return ['id' => (int) $row['id'], 'event' => Event::from((string) $row['event'])];
    }

    private static function isEnding(): string
    {
        return "e.event IN ('" . implode("', '", array_column(\Twint\ending_events(), 'value')) . "')";
    }
}
