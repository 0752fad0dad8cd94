<?php

declare(strict_types=1);

namespace Twint\Tests;

/**
 * Watches the transactions of a connection: rows that exist are locked table by table in one order, as docs/architecture.md has
 * it, and TWINT is never called in between.
 */
final class LockOrder
{
    /** What is locked first comes first. */
    public const TABLES = [
        'xplugin_jtl_twint_check_in',
        'xplugin_jtl_twint_order_turn',
        'tbestellung',
        'xplugin_jtl_twint_transaction',
        'xplugin_jtl_twint_operation',
        'xplugin_jtl_twint_wawi',
        'tartikel',
        'teigenschaftwert',
        'credit',
    ];

    private const BEGIN = '/^\s*INSERT INTO xplugin_jtl_twint_commit_mark\b/';
    private const CREATES = '/^\s*INSERT INTO\s+(\w+)(?!.*ON DUPLICATE KEY)/s';
    private const LOCKS = '/^\s*(?:UPDATE\s+(?<changed>\w+)|DELETE FROM\s+(?<erased>\w+)|INSERT INTO\s+(?<merged>\w+).*ON DUPLICATE KEY|SELECT\b.*?\bFROM\s+(?<read>\w+).*\bFOR UPDATE)/s';

    /** @var list<string> */
    private static array $violations = [];

    /** @var list<string> the tables in which the transaction has locked rows */
    private array $locked = [];
    /** @var list<string> the tables in which it wrote a new row, which nobody else can lock yet */
    private array $created = [];
    /** What was sent to TWINT last when it began. */
    private ?string $request = null;

    public static function watch(\PDO $connection): void
    {
        $connection->setAttribute(\PDO::ATTR_STATEMENT_CLASS, [WatchedStatement::class, [$connection, new self()]]);
    }

    /** @return list<string> since the last time */
    public static function violations(): array
    {
        $violations = self::$violations;
        self::$violations = [];

        return $violations;
    }

    /** Of a statement within a transaction. */
    public function saw(string $sql): void
    {
        if (preg_match(self::BEGIN, $sql) === 1) {
            $this->locked = [];
            $this->created = [];
            $this->request = \Twint\last_exchange()?->request;

            return;
        }
        if (\Twint\last_exchange()?->request !== $this->request) {
            self::$violations[] = 'TWINT was called before: ' . self::short($sql);
            $this->request = \Twint\last_exchange()?->request;
        }
        if (preg_match(self::CREATES, $sql, $match) === 1) {
            $this->created[] = $match[1];
        }
        if (preg_match(self::LOCKS, $sql, $match) !== 1) {
            return;
        }
        $this->locks(
            implode('', array_intersect_key($match, array_flip(['changed', 'erased', 'merged', 'read']))),
            $sql,
        );
    }

    private function locks(string $table, string $sql): void
    {
        if (in_array($table, [...$this->locked, ...$this->created], true)) {
            return;
        }
        $place = array_search($table, self::TABLES, true);
        foreach ($this->locked as $earlier) {
            if ($place !== false && array_search($earlier, self::TABLES, true) > $place) {
                self::$violations[] = "$table is locked after $earlier: " . self::short($sql);
            }
        }
        if ($place !== false) {
            $this->locked[] = $table;
        }
    }

    private static function short(string $sql): string
    {
        return substr(trim((string) preg_replace('/\s+/', ' ', $sql)), 0, 120);
    }
}
