<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\SearchWords;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * The list's questions to the database, each answered in the same time whether there are a thousand rows or a million.
 *
 * Where an index holds the rows in the wanted order, the list *walks* along it from the row where the last page ended.
 * Everything else *picks* at most MOST_PICKED rows from an index and sorts those.
 */
final class TransactionSearch
{
    public const PAGE = 25;
    public const MOST_PICKED = 200;

    private const COLUMNS =
        'id, order_id, order_number, attempt, reference, twint_uuid, phase, reason, capture_mode, environment, amount,'
            . ' captured, refunded, closed, customer_id, created_at, updated_at, authorised_at, guarantee_until';

    public function __construct(
        private readonly Database $database,
        private readonly SearchWords $words,
        private readonly Attention $attention,
    ) {
    }

    public function page(Criteria $criteria, int $size = self::PAGE): ListPage
    {
        $picked = $this->pick($criteria);

        return $picked === null ? $this->walk($criteria, $size) : $this->sortPicked($criteria, $picked, $size);
    }

    /**
     * All of it, page by page, for the export.
     *
     * @return \Generator<int, array<string, string|null>>
     */
    public function all(Criteria $criteria): \Generator
    {
        $picked = $this->pick($criteria);
        if ($picked !== null) {
            yield from $this->sortPicked($criteria, $picked, self::MOST_PICKED, 0)->rows;

            return;
        }
        $cursor = null;
        do {
            $rows = $this->step($criteria, $cursor, $criteria->descending, 1000);
            yield from $rows;
            $cursor = $rows === [] ? null : self::cursorOf($criteria, $rows[count($rows) - 1], false);
        } while (count($rows) === 1000);
    }

    /** @return list<int>|null the rows to choose from; null where an index has them all in order */
    private function pick(Criteria $criteria): ?array
    {
        return match (true) {
            $criteria->search !== '' => $this->found($criteria->search),
            $criteria->attention => $this->attention->ids(self::MOST_PICKED + 1),
            $criteria->sort === Sort::Amount && ($criteria->from !== null || $criteria->to !== null)
                => $this->newestInRange($criteria),
            default => null,
        };
    }

    /** @return list<int> */
    private function found(string $text): array
    {
        $limit = self::MOST_PICKED + 1;
        $like = ['prefix' => addcslashes($text, '%_\\') . '%'];
        $named = ['text' => $text];
        $ids = [
            ...$this->words->find($text, $limit),
            ...$this->ids(
                "SELECT id FROM xplugin_jtl_twint_transaction WHERE order_number LIKE :prefix ORDER BY order_number LIMIT $limit",
                $like,
            ),
        ];
        if (mb_check_encoding($text, 'ASCII')) {
            // The names at TWINT; MariaDB refuses to compare them with anything else.
            $ids = [
                ...$ids,
                ...$this->ids('SELECT id FROM xplugin_jtl_twint_transaction WHERE twint_uuid = :text', $named),
                ...$this->ids(
                    "SELECT id FROM xplugin_jtl_twint_transaction WHERE reference LIKE :prefix ORDER BY reference LIMIT $limit",
                    $like,
                ),
                ...$this->ids(
                    "SELECT transaction_id AS id FROM xplugin_jtl_twint_operation WHERE twint_uuid = :text LIMIT $limit",
                    $named,
                ),
                ...$this->ids(
                    "SELECT transaction_id AS id FROM xplugin_jtl_twint_operation WHERE reference = :text LIMIT $limit",
                    $named,
                ),
            ];
        }
        $amount = self::amount($text);
        if ($amount !== null) {
            $ids = [
                ...$ids,
                ...$this->ids('SELECT id FROM xplugin_jtl_twint_transaction WHERE amount = :amount ORDER BY id DESC LIMIT '
                . $limit, ['amount' => $amount]),
            ];
        }

        return array_values(array_unique($ids));
    }

    /** "1'234.5", "CHF 12,50", "12.-" as the merchant may type them. */
    private static function amount(string $text): ?string
    {
        $plain = (string) preg_replace(['/^CHF\s*/i', "/['’ ]/u", '/[.,][-–]+$/u'], '', trim($text));
        if (preg_match('/^(\d{1,9})(?:[.,](\d{1,2}))?$/D', $plain, $found) !== 1) {
            return null;
        }

        return $found[1] . '.' . str_pad($found[2] ?? '', 2, '0');
    }

    /** @return list<int> */
    private function newestInRange(Criteria $criteria): array
    {
        [$where, $values] = $this->filter($criteria);

        return $this->ids(
            'SELECT id FROM xplugin_jtl_twint_transaction'
            . $this->index($criteria->phase === null ? 'created_at' : 'phase_created')
            . $where
            . ' ORDER BY created_at DESC, id DESC LIMIT '
            . (self::MOST_PICKED + 1),
            $values,
        );
    }

    /** @param list<int> $ids */
    private function sortPicked(Criteria $criteria, array $ids, int $size, ?int $skip = null): ListPage
    {
        $cut = count($ids) > self::MOST_PICKED;
        $ids = array_slice($ids, 0, self::MOST_PICKED);
        if ($ids === []) {
            return new ListPage([], null, null);
        }
        $skip ??= $criteria->skip;
        [$where, $values] = $this->filter($criteria);
        $direction = $criteria->descending ? 'DESC' : 'ASC';
        $rows = $this->database->rows(
            'SELECT '
            . self::COLUMNS
            . ' FROM xplugin_jtl_twint_transaction FORCE INDEX (PRIMARY)'
            . ($where === '' ? ' WHERE ' : $where . ' AND ')
            . 'id IN ('
            . implode(',', $ids)
            . ") ORDER BY {$criteria->sort->column()} $direction, id $direction LIMIT "
            . ($size + 1)
            . ' OFFSET '
            . $skip,
            $values,
        );
        $more = count($rows) > $size;

        return new ListPage(
            array_slice($rows, 0, $size),
            $skip === 0 ? null : ['skip' => (string) max(0, $skip - $size)],
            $more ? ['skip' => (string) ($skip + $size)] : null,
            $cut,
        );
    }

    private function walk(Criteria $criteria, int $size): ListPage
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
            $hasPrevious ? ['at' => (string) self::cursorOf($criteria, $rows[0], true)] : null,
            $hasNext ? ['at' => (string) self::cursorOf($criteria, $rows[count($rows) - 1], false)] : null,
        );
    }

    /**
     * The next rows of the index, behind the cursor: those with its very value first, then the rest, so that a million
     * rows of the same amount are no obstacle.
     *
     * @return list<array<string, string|null>>
     */
    private function step(Criteria $criteria, ?Cursor $cursor, bool $descending, int $limit): array
    {
        $column = $criteria->sort->column();
        [$where, $values] = $this->filter($criteria);
        $direction = $descending ? 'DESC' : 'ASC';
        $select =
            'SELECT '
            . self::COLUMNS
            . ' FROM xplugin_jtl_twint_transaction'
            . $this->index(match (true) {
                $criteria->phase !== null => $criteria->sort === Sort::Date ? 'phase_created' : 'phase_amount',
                default => $criteria->sort === Sort::Date ? 'created_at' : 'amount',
            })
            . $where;
        $order = " ORDER BY $column $direction, id $direction LIMIT $limit";
        if ($cursor === null) {
            return $this->database->rows($select . $order, $values);
        }
        $and = $where === '' ? ' WHERE ' : ' AND ';
        $than = $descending ? '<' : '>';
        // A value without its type would make the server sort what the index has in order.
        $at = 'CAST(:at AS ' . $criteria->sort->type() . ')';
        $same = $this->database->rows(
            $select . $and . "$column = $at AND id $than :id ORDER BY id $direction LIMIT $limit",
            $values + ['at' => $cursor->value, 'id' => $cursor->id],
        );
        if (count($same) === $limit) {
            return $same;
        }
        $beyond = $this->database->rows(
            $select . $and . "$column $than $at" . $order,
            $values + ['at' => $cursor->value],
        );

        return array_slice([...$same, ...$beyond], 0, $limit);
    }

    /** @return array{string, array<string, string>} */
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

    /** The server's guess may be another with other figures about the table. */
    private function index(string $name): string
    {
        return " FORCE INDEX ($name)";
    }

    /** @param array<string, string|null> $row */
    private static function cursorOf(Criteria $criteria, array $row, bool $before): Cursor
    {
        $value = (string) $row[$criteria->sort->column()];
        $id = (int) $row['id'];

        return $before ? Cursor::before($value, $id) : Cursor::after($value, $id);
    }

    /**
     * @param array<string, string> $values
     * @return list<int>
     */
    private function ids(string $sql, array $values): array
    {
        return array_map(static fn(array $row): int => (int) $row['id'], $this->database->rows($sql, $values));
    }
}
