<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\LiveShop;

/**
 * The rights to call TWINT for the rows of one table: a random word in the row, and until when it holds. The table has the columns
 * claim, claimed_until, next_poll_at and environment. All times are the database's.
 */
final class RowClaims
{
    /**
     * The longest call takes 30 seconds. The rest is how far the clocks of a cluster's nodes may be apart: the end of a claim is
     * written by one node's clock and compared with another's.
     */
    public const SECONDS = 40;

    /** A condition on the rows: nobody holds them. */
    public const FREE = '(claim IS NULL OR claimed_until <= UTC_TIMESTAMP(3))';

    private const TAKE = ' SET claim = :claim, claimed_until = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND';

    /**
     * @param string $onTake what else is written when a row is claimed, as SQL
     * @param string $onRelease what else is written when a claim is given back, as SQL
     */
    public function __construct(
        private readonly Database $database,
        private readonly LiveShop $liveShop,
        private readonly string $table,
        private readonly string $onTake = '',
        private readonly string $onRelease = '',
    ) {
    }

    /** Null where another holds the row, or it is for no one here. */
    public function take(int $id, bool $onlyIfDue): ?string
    {
        [$claim, $taken] = $this->takeThose(
            'id = :id' . ($onlyIfDue ? ' AND next_poll_at <= UTC_TIMESTAMP(3)' : ''),
            ['id' => $id],
            self::SECONDS,
        );

        return $taken === 1 ? $claim : null;
    }

    /**
     * Those of one phase that nobody holds, the longest due first: walked along the index "poll" of the table, so that it costs the
     * same however many are due, and locks none.
     *
     * @param string|null $dueBefore null: by now
     * @param list<int> $except
     * @param string $onlyIf a condition of ours without parameters
     * @return array<int, string> when each was due, by id
     */
    public function free(
        string $phase,
        ?string $dueBefore,
        int $limit,
        array $except = [],
        string $onlyIf = 'TRUE',
    ): array {
        $rows = $this->database->rows(
            'SELECT id, next_poll_at FROM '
            . $this->table
            . ' FORCE INDEX (poll) WHERE phase = :phase AND next_poll_at <= COALESCE(:due_before, UTC_TIMESTAMP(3)) AND '
            . $onlyIf
            . ' AND '
            . self::FREE
            . ' AND '
            . LiveShop::MAY_TOUCH
            . self::without($except)
            . ' ORDER BY next_poll_at LIMIT '
            . $limit,
            ['phase' => $phase, 'due_before' => $dueBefore] + $this->liveShop->parameters(),
        );

        return array_combine(
            array_map(intval(...), array_column($rows, 'id')),
            array_map(strval(...), array_column($rows, 'next_poll_at')),
        );
    }

    /**
     * Many at once, if they are still in such a phase and due.
     *
     * @param non-empty-list<int> $ids
     * @param non-empty-list<string> $phases
     * @param string|null $dueBefore null: by now
     * @return array{string, int} the common word, and how many rows have it now: others may have been quicker at some
     */
    public function takeMany(array $ids, array $phases, ?string $dueBefore, int $seconds): array
    {
        return $this->takeThose(
            'id IN ('
            . implode(',', $ids)
            . ') AND phase IN '
            . Phases::sql($phases)
            . ' AND next_poll_at <= COALESCE(:due_before, UTC_TIMESTAMP(3))',
            ['due_before' => $dueBefore],
            $seconds,
        );
    }

    /** Holds it for another while before the next call, and never shorter than before. False: another has it by now, so stop. */
    public function renew(int $id, string $claim): bool
    {
        $this->database->executeOnceOrTwice(
            'UPDATE '
            . $this->table
            . ' SET claimed_until = GREATEST(claimed_until, UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND) WHERE id = :id AND claim = :claim',
            ['seconds' => self::SECONDS, 'id' => $id, 'claim' => $claim],
        );
        $row = $this->database->row(
            'SELECT claim = :claim AS mine FROM ' . $this->table . ' WHERE id = :id FOR UPDATE',
            [
                'id' => $id,
                'claim' => $claim,
            ],
        );

        return ($row['mine'] ?? '0') === '1';
    }

    /**
     * Gives it back for these rows, and says when TWINT may be asked next.
     *
     * @param list<int> $ids
     * @param string $also what else is written, as SQL
     */
    public function release(array $ids, string $claim, int $nextPollMilliseconds, string $also = ''): void
    {
        if ($ids === []) {
            return;
        }
        $this->database->executeOnceOrTwice(
            'UPDATE '
            . $this->table
            . ' SET claim = NULL, claimed_until = NULL, next_poll_at = UTC_TIMESTAMP(3) + INTERVAL :microseconds MICROSECOND'
            . $this->onRelease
            . $also
            . ' WHERE id IN ('
            . implode(',', $ids)
            . ') AND claim = :claim',
            ['microseconds' => 1000 * $nextPollMilliseconds, 'claim' => $claim],
        );
    }

    /**
     * @param array<string, scalar|null> $parameters
     * @return array{string, int}
     */
    private function takeThose(string $which, array $parameters, int $seconds): array
    {
        $claim = PageToken::short();
        $take = fn(string $also): int => $this->database->execute(
            'UPDATE '
            . $this->table
            . self::TAKE
            . $also
            . ' WHERE '
            . $which
            . ' AND '
            . self::FREE
            . ' AND '
            . LiveShop::MAY_TOUCH,
            ['claim' => $claim, 'seconds' => $seconds] + $parameters + $this->liveShop->parameters(),
        );
        try {
            return [$claim, $take($this->onTake)];
        } catch (DatabaseException $exception) {
            // Between the plugin's upload and its update whoever is paying must come to an end.
            return $exception->isUnknownColumn() ? [$claim, $take('')] : throw $exception;
        }
    }

    /** @param list<int> $ids */
    public static function without(array $ids): string
    {
        return $ids === [] ? '' : ' AND id NOT IN (' . implode(',', $ids) . ')';
    }
}
