<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * The shop's database, with errors that cannot be overlooked: the shop's own layer swallows them outside of
 * transactions, and money must not depend on a statement that silently did nothing.
 */
final class Database
{
    /** Of work that met another's. */
    private const ATTEMPTS = 8;

    /** Waiting for locks eats the time of a request; nobody waits for the same one over and over. */
    private const PATIENCE_SECONDS = 5;

    /** Before the second attempt at most; doubled for each further one, and drawn so that two never meet in step. */
    private const SHORTEST_PAUSE_MICROSECONDS = 1000;

    public function __construct(
        private readonly Connection $connection,
    ) {
    }

    /**
     * @param array<string, scalar|null> $parameters
     * @return int rows that changed
     */
    public function execute(string $sql, array $parameters = []): int
    {
        return $this->run($sql, $parameters)->rowCount();
    }

    /**
     * @param array<string, scalar|null> $values by column
     * @return int the new row's id
     */
    public function insert(string $table, array $values): int
    {
        $columns = array_keys($values);
        $this->execute(
            sprintf(
                'INSERT INTO %s (%s) VALUES (%s)',
                $table,
                implode(', ', $columns),
                implode(', ', array_map(static fn(string $column): string => ':' . $column, $columns)),
            ),
            $values,
        );

        return $this->lastId();
    }

    /** The id of the row that this connection inserted last. */
    public function lastId(): int
    {
        return (int) $this->connection->pdo()->lastInsertId();
    }

    /**
     * @param array<string, scalar|null> $parameters
     * @return list<array<string, string|null>>
     */
    public function rows(string $sql, array $parameters = []): array
    {
        /** @var list<array<array-key, mixed>> $rows */
        $rows = $this->run($sql, $parameters)->fetchAll(\PDO::FETCH_ASSOC);

        return array_map(self::strings(...), $rows);
    }

    /**
     * @param array<string, scalar|null> $parameters
     * @return array<string, string|null>|null
     */
    public function row(string $sql, array $parameters = []): ?array
    {
        return $this->rows($sql, $parameters)[0] ?? null;
    }

    /**
     * Runs the work as a whole or not at all. It may run again, from its beginning, where it met another's.
     * Never call TWINT inside: no lock may wait for a network.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    public function transaction(callable $work): mixed
    {
        if ($this->connection->pdo()->inTransaction()) {
            return $work();
        }

        return self::again(fn(): mixed => $this->once($work));
    }

    /**
     * @template T
     * @param callable(): T $work that a conflict undoes as a whole
     * @return T
     */
    private static function again(callable $work): mixed
    {
        $until = hrtime(true) + (self::PATIENCE_SECONDS * 1_000_000_000);
        $attempt = 1;
        while (true) {
            try {
                return $work();
            } catch (DatabaseException $exception) {
                if (!$exception->isConflict() || $attempt === self::ATTEMPTS || hrtime(true) >= $until) {
                    throw $exception;
                }
                usleep(random_int(0, self::SHORTEST_PAUSE_MICROSECONDS << ($attempt - 1)));
                $attempt++;
            }
        }
    }

    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function once(callable $work): mixed
    {
        $this->connection->begin();
        try {
            $result = $work();
            $this->commit();

            return $result;
        } catch (\Throwable $exception) {
            if ($this->connection->pdo()->inTransaction()) {
                $this->connection->rollback();
            }
            throw $exception;
        }
    }

    /** A cluster says only here that another node's transaction won. */
    private function commit(): void
    {
        $pdo = $this->connection->pdo();
        try {
            if ($this->connection->commit() && !$pdo->inTransaction()) {
                return;
            }
        } catch (\PDOException $exception) {
            throw DatabaseException::caused('COMMIT', $exception);
        }
        throw DatabaseException::of('COMMIT', $pdo);
    }

    /**
     * By itself a statement is a transaction of its own; within one, the whole of it has to run again.
     *
     * @param array<string, scalar|null> $parameters
     */
    private function run(string $sql, array $parameters): \PDOStatement
    {
        return $this->connection->pdo()->inTransaction()
            ? $this->send($sql, $parameters)
            : self::again(fn(): \PDOStatement => $this->send($sql, $parameters));
    }

    /** @param array<string, scalar|null> $parameters */
    private function send(string $sql, array $parameters): \PDOStatement
    {
        $pdo = $this->connection->pdo();
        try {
            $statement = $pdo->prepare($sql);
            if ($statement === false) {
                throw DatabaseException::of($sql, $pdo);
            }
            foreach ($parameters as $name => $value) {
                $statement->bindValue(':' . $name, $value, self::type($value));
            }
            if (!$statement->execute()) {
                throw DatabaseException::of($sql, $statement);
            }

            return $statement;
        } catch (\PDOException $exception) {
            throw DatabaseException::caused($sql, $exception);
        }
    }

    private static function type(string|int|float|bool|null $value): int
    {
        return match (true) {
            $value === null => \PDO::PARAM_NULL,
            is_int($value), is_bool($value) => \PDO::PARAM_INT,
            default => \PDO::PARAM_STR,
        };
    }

    /**
     * @param array<array-key, mixed> $row
     * @return array<string, string|null>
     */
    private static function strings(array $row): array
    {
        $strings = [];
        foreach ($row as $column => $value) {
            $strings[(string) $column] = $value === null ? null : (string) $value;
        }

        return $strings;
    }
}
