<?php

declare(strict_types=1);

namespace Twint\Tests;

/** A connection as a proxy with replicas gives it: mere reads outside of transactions see how things stood when it was opened. */
final class StaleReads extends \PDO
{
    /** @var list<\PDO> */
    private static array $replicas = [];

    private readonly \PDO $replica;

    /** @param array<int, mixed> $options */
    public function __construct(string $dsn, string $user, #[\SensitiveParameter] string $password, array $options)
    {
        parent::__construct($dsn, $user, $password, $options);
        $this->replica = new \PDO($dsn, $user, $password, $options);
        $this->replica->exec('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        $this->replica->exec('START TRANSACTION WITH CONSISTENT SNAPSHOT');
        self::$replicas[] = $this->replica;
    }

    /** What a replica has read keeps its tables from being changed by another test. */
    public static function end(): void
    {
        foreach (self::$replicas as $replica) {
            $replica->exec('ROLLBACK');
        }
        self::$replicas = [];
    }

    public function prepare(string $query, array $options = []): \PDOStatement|false
    {
        $isMereRead = preg_match('/^\s*SELECT\b(?!.*\bFOR UPDATE\b)/s', $query) === 1;

        return $isMereRead && !$this->inTransaction()
            ? $this->replica->prepare($query, $options)
            : parent::prepare($query, $options);
    }
}
