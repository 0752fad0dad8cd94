<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\Attention;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * The list's questions to the database, each answered in the same time whether there are a thousand rows or a million.
 *
 * By date the list *walks* along an index from the row where the last page ended. Everything else *picks* at most
 * Picked::MOST rows from an index, and of those only the rows of one page are read.
 */
final class TransactionSearch
{
    public const PAGE = 25;

    private const TABLE = 'xplugin_jtl_twint_transaction';
    private const COLUMNS =
        'id, access_id, store_uuid, order_id, order_number, attempt, reference, twint_uuid, phase, reason, capture_mode, environment, amount,'
            . ' captured, refunded, closed, customer_id, created_at, updated_at, authorised_at, guarantee_until';

    public function __construct(
        private readonly Database $database,
        private readonly TextSearch $texts,
        private readonly Attention $attention,
    ) {
    }

    public function page(Criteria $criteria, int $size = self::PAGE): ListPage
    {
        return $criteria->names() || $criteria->sort === Sort::Amount
            ? $this->pickedPage($criteria, $size)
            : $this->walkedPage($criteria, $size);
    }

    /**
     * All of it for the export, which a spreadsheet sorts better: what can be walked comes by date, in steps.
     *
     * @return \Generator<int, array<string, string|null>>
     */
    public function all(Criteria $criteria): \Generator
    {
        if ($criteria->names()) {
            yield from $this->read($this->pick($criteria, Picked::MOST)->ids);

            return;
        }
        $cursor = null;
        $descending = $criteria->sort !== Sort::Date || $criteria->descending;
        do {
            $rows = $this->step($criteria, $cursor, $descending, 1000);
            yield from $rows;
            $cursor = $rows === [] ? null : Cursor::after($rows[count($rows) - 1]);
        } while (count($rows) === 1000);
    }

    private function pickedPage(Criteria $criteria, int $size): ListPage
    {
        $skip = $criteria->skip;
        $next = $skip + $size;
        $picked = $this->pick($criteria, $next + 1);

        return new ListPage(
            $this->read(array_slice($picked->ids, $skip, $size)),
            $skip === 0 ? null : ['skip' => (string) max(0, $skip - $size)],
            count($picked->ids) > $next ? ['skip' => (string) $next] : null,
            $picked->cut,
        );
    }

    /** @param int $needed so many of them are enough, where finding more costs more */
    private function pick(Criteria $criteria, int $needed): Picked
    {
        $limit = Picked::MOST + 1;
        if ($criteria->search !== '') {
            [$from, $to] = $this->numbers($criteria);

            return $this->narrow(
                $criteria,
                Picked::of($this->texts->ids($criteria->search, $limit, $from, $to)),
                $needed,
            );
        }
        if ($criteria->attention) {
            return $this->narrow($criteria, Picked::of($this->attention->ids($limit)), $needed);
        }
        if ($criteria->express) {
            [$from, $to] = $this->numbers($criteria);

            return $this->narrow($criteria, Picked::of($this->boughtByExpress($limit, $from, $to)), $needed);
        }
        [$where, $values] = $this->filter($criteria);
        $direction = $criteria->descending ? 'DESC' : 'ASC';
        if ($criteria->hasRange()) {
            // No index has the amounts of any range in order; so it is the newest of it that are sorted.
            $index = $criteria->phase === null ? 'created_amount' : 'phase_created_amount';

            return Picked::ofNewest($this->ids(
                'SELECT id FROM (SELECT id, amount FROM '
                . self::TABLE
                . " FORCE INDEX ($index)$where ORDER BY created_at DESC LIMIT $limit) AS newest
                ORDER BY amount $direction, id $direction",
                $values,
            ));
        }
        $index = $criteria->phase === null ? 'amount' : 'phase_amount';

        return Picked::of($this->ids(
            'SELECT id FROM '
            . self::TABLE
            . " FORCE INDEX ($index)$where ORDER BY amount $direction, id $direction LIMIT $limit",
            $values,
        ));
    }

    /** @return list<int> the newest first */
    private function boughtByExpress(int $limit, int $from, int $to): array
    {
        return $this->ids(
            "SELECT transaction_id AS id FROM xplugin_jtl_twint_check_in FORCE INDEX (transaction_id)
                WHERE transaction_id BETWEEN :from AND :to ORDER BY transaction_id DESC LIMIT $limit",
            ['from' => $from, 'to' => $to],
        );
    }

    /** @return array{int, int} the first and last number of the range of days, for numbers are given in the order of time */
    private function numbers(Criteria $criteria): array
    {
        $find = fn(string $than, string $moment, string $direction): ?int => (
            $this->ids(
                'SELECT id FROM '
                . self::TABLE
                . " FORCE INDEX (created_at) WHERE created_at $than :moment ORDER BY created_at $direction, id $direction LIMIT 1",
                ['moment' => $moment],
            )[0] ?? null
        );
        $since = $criteria->since();
        $until = $criteria->until();

        return [
            $since === null ? 0 : $find('>=', $since, 'ASC') ?? PHP_INT_MAX,
            $until === null ? PHP_INT_MAX : $find('<', $until, 'DESC') ?? 0,
        ];
    }

    /** Those of them that the merchant wants to see, in order; the picked come with the highest number first. */
    private function narrow(Criteria $criteria, Picked $picked, int $needed): Picked
    {
        [$where, $values] = $this->filter($criteria);
        $byDate = $criteria->sort === Sort::Date;
        $ids = $byDate && !$criteria->descending ? array_reverse($picked->ids) : $picked->ids;
        if ($where === '' && $byDate) {
            return $picked->with($ids);
        }
        $direction = $criteria->descending ? 'DESC' : 'ASC';
        $order = $byDate ? "id $direction" : "amount $direction, id $direction";
        $found = [];
        foreach (array_chunk($ids, $byDate ? 2 * self::PAGE : Picked::MOST) as $some) {
            if (count($found) >= $needed) {
                break;
            }
            $found = [
                ...$found,
                ...$this->ids(
                    'SELECT id FROM '
                    . self::TABLE
                    . ' FORCE INDEX (PRIMARY)'
                    . ($where === '' ? ' WHERE ' : $where . ' AND ')
                    . 'id IN ('
                    . implode(',', $some)
                    . ") ORDER BY $order",
                    $values,
                ),
            ];
        }

        return $picked->with($found);
    }

    /**
     * @param list<int> $ids
     * @return list<array<string, string|null>> in this order
     */
    private function read(array $ids): array
    {
        if ($ids === []) {
            return [];
        }
        $list = implode(',', $ids);

        return $this->database->rows(
            'SELECT '
            . self::COLUMNS
            . ' FROM '
            . self::TABLE
            . " FORCE INDEX (PRIMARY) WHERE id IN ($list) ORDER BY FIELD(id, $list)",
        );
    }

    private function walkedPage(Criteria $criteria, int $size): ListPage
    {
        $cursor = $criteria->cursor;
        $backwards = $criteria->last || $cursor !== null && $cursor->before;
        $rows = $this->step($criteria, $cursor, $criteria->descending !== $backwards, $size + 1);
        $more = count($rows) > $size;
        $rows = array_slice($rows, 0, $size);
        if ($backwards) {
            $rows = array_reverse($rows);
        }
        if ($rows === []) {
            return new ListPage([], null, null);
        }
        $hasPrevious = $backwards ? $more : $cursor !== null;
        $hasNext = $backwards ? !$criteria->last : $more;

        return new ListPage(
            $rows,
            $hasPrevious ? ['at' => (string) Cursor::before($rows[0])] : null,
            $hasNext ? ['at' => (string) Cursor::after($rows[count($rows) - 1])] : null,
        );
    }

    /**
     * The next rows by date, behind the cursor.
     *
     * @return list<array<string, string|null>>
     */
    private function step(Criteria $criteria, ?Cursor $cursor, bool $descending, int $limit): array
    {
        [$where, $values] = $this->filter($criteria);
        if ($cursor !== null) {
            $than = $descending ? '<' : '>';
            $where .=
                ($where === '' ? ' WHERE ' : ' AND ')
                . "created_at $than= :at AND (created_at $than :same_at OR id $than :id)";
            $values += ['at' => $cursor->moment, 'same_at' => $cursor->moment, 'id' => $cursor->id];
        }
        // The server's guess may be another with other figures about the table.
        $index = $criteria->phase === null ? 'created_at' : 'phase_created';
        $direction = $descending ? 'DESC' : 'ASC';

        return $this->database->rows(
            'SELECT '
            . self::COLUMNS
            . ' FROM '
            . self::TABLE
            . " FORCE INDEX ($index)$where ORDER BY created_at $direction, id $direction LIMIT $limit",
            $values,
        );
    }

    /** @return array{string, array<string, string|int>} */
    private function filter(Criteria $criteria): array
    {
        $conditions = array_filter(
            [
                'phase = :phase' => $criteria->phase,
                'created_at >= :since' => $criteria->since(),
                'created_at < :until' => $criteria->until(),
            ],
            static fn(?string $value): bool => $value !== null,
        );
        $values = [];
        foreach ($conditions as $condition => $value) {
            $values[substr((string) strrchr($condition, ':'), 1)] = $value;
        }

        return [$conditions === [] ? '' : ' WHERE ' . implode(' AND ', array_keys($conditions)), $values];
    }

    /**
     * @param array<string, string|int> $values
     * @return list<int>
     */
    private function ids(string $sql, array $values): array
    {
        return array_map(static fn(array $row): int => (int) $row['id'], $this->database->rows($sql, $values));
    }
}
