<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\AnswerCache;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;

/**
 * How many attempts stand in each phase, without counting a million rows: what was counted once, and what the events since
 * then changed. Every change of phase has its event in the same database transaction.
 */
final class PhaseCounts
{
    private const MANY_EVENTS = 500;
    /** An event gets its number before it can be seen; so the newest may still have one before them that is not there yet. */
    private const SETTLED_SECONDS = 120;

    public function __construct(
        private readonly Database $database,
        private readonly AnswerCache $cache,
    ) {
    }

    /** @return array<string, int> by phase */
    public function read(): array
    {
        $known = self::known($this->cache->get(Fact::PhaseCounts)) ?? $this->count();
        $since = $this->since($known['transaction'], $known['event'], 0);
        if ($since['events'] > self::MANY_EVENTS) {
            $settled = $this->since($known['transaction'], $known['event'], self::SETTLED_SECONDS);
            $this->cache->keep(Fact::PhaseCounts, [
                'transaction' => $settled['transaction'],
                'event' => $settled['event'],
                'counts' => self::sum($known['counts'], $settled['changes'], 1),
            ]);
        }

        return self::sum($known['counts'], $since['changes'], 1);
    }

    /**
     * Counts them all; for the first view and the nightly run.
     *
     * @return array{transaction: int, event: int, counts: array<string, int>}
     */
    public function count(): array
    {
        $known = $this->database->transaction(function (): array {
            $counts = [];
            foreach ($this->database->rows(
                'SELECT phase, COUNT(*) AS number FROM xplugin_jtl_twint_transaction GROUP BY phase',
            ) as $row) {
                $counts[(string) $row['phase']] = (int) $row['number'];
            }
            // Back to the last settled moment: what is younger is added again by every reader.
            $settled = $this->lastSettled();
            $since = $this->since($settled['transaction'], $settled['event'], 0);

            return $settled + ['counts' => self::sum($counts, $since['changes'], -1)];
        });
        $this->cache->keep(Fact::PhaseCounts, $known);

        return $known;
    }

    /** @return array{transaction: int, event: int} */
    private function lastSettled(): array
    {
        $seconds = ['seconds' => self::SETTLED_SECONDS];
        $event = $this->database->row(
            'SELECT id FROM xplugin_jtl_twint_event WHERE at < UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND ORDER BY id DESC LIMIT 1',
            $seconds,
        );
        $transaction = $this->database->row(
            'SELECT id FROM xplugin_jtl_twint_transaction WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND ORDER BY id DESC LIMIT 1',
            $seconds,
        );

        return ['transaction' => (int) ($transaction['id'] ?? 0), 'event' => (int) ($event['id'] ?? 0)];
    }

    /** @return array{transaction: int, event: int, events: int, changes: array<string, int>} */
    private function since(int $transaction, int $event, int $settledSeconds): array
    {
        $made = $this->database->row(
            'SELECT COUNT(*) AS number, MAX(id) AS last FROM xplugin_jtl_twint_transaction
            WHERE id > :id AND created_at <= UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND',
            [
                'id' => $transaction,
                'seconds' => $settledSeconds,
            ],
        );
        $changes = [Phases::CREATED => (int) ($made['number'] ?? 0)];
        $events = 0;
        $last = $event;
        foreach ($this->database->rows(
            'SELECT from_phase, to_phase, COUNT(*) AS number, MAX(id) AS last FROM xplugin_jtl_twint_event
            WHERE id > :id AND at <= UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND GROUP BY from_phase, to_phase',
            [
                'id' => $event,
                'seconds' => $settledSeconds,
            ],
        ) as $row) {
            $number = (int) $row['number'];
            $events += $number;
            $last = max($last, (int) $row['last']);
            $changes = self::sum($changes, [(string) $row['from_phase'] => $number], -1);
            $changes = self::sum($changes, [(string) $row['to_phase'] => $number], 1);
        }

        return [
            'transaction' => max($transaction, (int) ($made['last'] ?? 0)),
            'event' => $last,
            'events' => $events,
            'changes' => $changes,
        ];
    }

    /**
     * @param array<string, int> $counts
     * @param array<string, int> $changes
     * @return array<string, int>
     */
    private static function sum(array $counts, array $changes, int $sign): array
    {
        foreach ($changes as $phase => $number) {
            $counts[$phase] = ($counts[$phase] ?? 0) + ($sign * $number);
        }

        return $counts;
    }

    /**
     * @param array<array-key, mixed>|null $fact
     * @return array{transaction: int, event: int, counts: array<string, int>}|null
     */
    private static function known(?array $fact): ?array
    {
        $counts = $fact['counts'] ?? null;
        if (!is_array($counts) || !is_int($fact['transaction'] ?? null) || !is_int($fact['event'] ?? null)) {
            return null;
        }

        $byPhase = [];
        foreach ($counts as $phase => $number) {
            $byPhase[(string) $phase] = (int) $number;
        }

        return ['transaction' => $fact['transaction'], 'event' => $fact['event'], 'counts' => $byPhase];
    }
}
