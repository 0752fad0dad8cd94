<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * The shop's database, with errors that cannot be overlooked: the shop's own layer swallows them outside of
 * transactions, and money must not depend on a statement that silently did nothing.
 */
final class Database implements Statements
{
    /** Of work that met another's. */
    private const ATTEMPTS = 8;

    /** Waiting for locks eats the time of a request; nobody waits for the same one over and over. */
    private const PATIENCE_SECONDS = 5;

    /** Before the second attempt at most; doubled for each further one, and drawn so that two never meet in step. */
    private const SHORTEST_PAUSE_MICROSECONDS = 1000;

    /** Null: nobody has looked yet. */
    private ?bool $isCluster = null;

    /** Whether a transaction of ours goes on, as far as we know: the server may have undone it, and nobody said so. */
    private bool $isRunning = false;
    private bool $isWatched = false;

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
     * The same for a statement that does no more when it is sent twice: where the connection was lost, it is.
     *
     * @param array<string, scalar|null> $parameters
     */
    public function executeOnceOrTwice(string $sql, array $parameters = []): void
    {
        $this->run($sql, $parameters, true);
    }

    /**
     * Many rows with one statement.
     *
     * @param list<non-empty-array<string, scalar|null>> $rows by column, the same ones in each
     * @param bool $orLeave whether a row is left out that is there already
     */
    public function insertAll(string $table, array $rows, bool $orLeave = false): void
    {
        if ($rows === []) {
            return;
        }
        $values = [];
        $places = [];
        foreach ($rows as $number => $row) {
            $named = [];
            foreach ($row as $column => $value) {
                $named[$column . '_' . $number] = $value;
            }
            $values += $named;
            $places[] = '(:' . implode(', :', array_keys($named)) . ')';
        }
        $this->execute(
            sprintf(
                '%s INTO %s (%s) VALUES %s',
                $orLeave ? 'INSERT IGNORE' : 'INSERT',
                $table,
                implode(', ', array_keys($rows[0])),
                implode(', ', $places),
            ),
            $values,
        );
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
        $rows = $this->run($sql, $parameters, true)->fetchAll(\PDO::FETCH_ASSOC);

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
     * Runs the work as a whole or not at all. It may run again, from its beginning: where it met another's, and where the
     * connection was lost, unless what was sent to be committed took effect.
     * Never call TWINT inside: no lock may wait for a network.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     * @throws DatabaseException
     */
    public function transaction(callable $work): mixed
    {
        if ($this->isInTransaction()) {
            return $work();
        }
        /** @var CommitMark<T> $mark */
        $mark = new CommitMark($this);
        $reconnection = new Reconnection($this->connection);

        return self::again(
            fn(): mixed => $this->once($work, $mark),
            static fn(DatabaseException $exception): bool => (
                $exception->isConflict()
                || $reconnection->helpsAfter($exception)
            ),
        );
    }

    public function isInTransaction(): bool
    {
        return $this->isRunning || $this->pdo()->inTransaction();
    }

    /**
     * From here on, what was committed on other nodes of a cluster is seen on this one.
     *
     * @return bool false: there are none
     */
    public function catchUp(): bool
    {
        $this->isCluster ??= $this->isNodeOfCluster();
        if ($this->isCluster) {
            // To another server than MariaDB the first half is a comment.
            $this->row('/*M! SET STATEMENT wsrep_sync_wait = 1 FOR */ SELECT 1');
        }

        return $this->isCluster;
    }

    private function isNodeOfCluster(): bool
    {
        try {
            return ($this->row('SELECT @@wsrep_on AS is_on')['is_on'] ?? '') === '1';
        } catch (DatabaseException $exception) {
            if (!$exception->isUnknownVariable()) {
                throw $exception;
            }

            return false;
        }
    }

    /**
     * @template T
     * @param callable(): T $work that left nothing behind, or recognises what it left
     * @param callable(DatabaseException): bool $mayRunAgain
     * @return T
     */
    private static function again(callable $work, callable $mayRunAgain): mixed
    {
        $until = hrtime(true) + (self::PATIENCE_SECONDS * 1_000_000_000);
        $attempt = 1;
        while (true) {
            try {
                return $work();
            } catch (DatabaseException $exception) {
                if ($attempt === self::ATTEMPTS || hrtime(true) >= $until || !$mayRunAgain($exception)) {
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
     * @param CommitMark<T> $mark
     * @return T
     */
    private function once(callable $work, CommitMark $mark): mixed
    {
        $isMarked = false;
        try {
            $this->begin();
            if (!$mark->set()) {
                $result = $mark->result();
                $this->undo();

                return $result;
            }
            $isMarked = true;
            $result = $work();
            $mark->keep($result);
            if (!$mark->stands()) {
                throw DatabaseException::undone();
            }
            $this->commit();

            return $result;
        } catch (\Throwable $exception) {
            $known = $exception instanceof \PDOException
                ? DatabaseException::caused('a statement of the shop', $exception)
                : $exception;
            $isUndone = $isMarked && self::isUndone($mark, $known);
            $this->undo();
            throw $isUndone ? DatabaseException::undone() : $known;
        } finally {
            $this->end();
        }
    }

    /**
     * Where the server undoes a transaction, the shop's layer swallows that now and then and sends the rest of its statements. None of
     * them must take effect by itself.
     */
    private function begin(): void
    {
        $this->catchUp();
        $this->watchTheEndOfTheProcess();
        $pdo = $this->pdo();
        try {
            if ($pdo->exec('SET autocommit = 0') === false) {
                throw DatabaseException::of('SET autocommit', $pdo);
            }
            $this->isRunning = true;
            $this->connection->begin();
        } catch (\PDOException $exception) {
            throw DatabaseException::caused('BEGIN', $exception);
        }
    }

    /**
     * Whether the work failed after the server had undone what came before, and so may have failed because of that.
     *
     * @param CommitMark<mixed> $mark
     */
    private static function isUndone(CommitMark $mark, \Throwable $failure): bool
    {
        if ($failure instanceof DatabaseException && ($failure->isConflict() || $failure->isUnavailable())) {
            // It says itself what is to be done.
            return false;
        }
        try {
            return !$mark->stands();
        } catch (DatabaseException) {
            return false;
        }
    }

    private function undo(): void
    {
        try {
            if ($this->connection->pdo()->inTransaction()) {
                $this->connection->rollback();
            }
            // Whatever the shop counts, and this connection knows: nothing is left to be committed by what follows.
            $this->connection->pdo()->exec('ROLLBACK');
        } catch (\PDOException) {
            // A connection that is lost undoes by itself what it had not committed.
        }
    }

    /** The shop's code may end the process within a transaction, and a persistent connection is the next request's. */
    private function watchTheEndOfTheProcess(): void
    {
        if ($this->isWatched) {
            return;
        }
        $this->isWatched = true;
        $reference = \WeakReference::create($this);
        register_shutdown_function(static function () use ($reference): void {
            $database = $reference->get();
            if ($database !== null && $database->isRunning) {
                $database->undo();
                $database->end();
            }
        });
    }

    private function end(): void
    {
        $this->isRunning = false;
        try {
            $this->connection->pdo()->exec('SET autocommit = 1');
        } catch (\PDOException) {
            // A connection that is lost is replaced by one that begins so.
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
     * By itself a statement is a transaction of its own; within one, the whole of it has to run again. One that may be sent twice is sent
     * again where the connection was lost, so that who was cut off in a call to TWINT can still give back the claim.
     *
     * @param array<string, scalar|null> $parameters
     */
    private function run(string $sql, array $parameters, bool $mayBeSentTwice = false): \PDOStatement
    {
        $reconnection = new Reconnection($this->connection);

        return $this->isInTransaction()
            ? $this->send($sql, $parameters)
            : self::again(
                fn(): \PDOStatement => $this->send($sql, $parameters),
                static fn(DatabaseException $exception): bool => (
                    $exception->isConflict()
                    || $mayBeSentTwice
                    && $reconnection->helpsAfter($exception)
                ),
            );
    }

    private function pdo(): \PDO
    {
        try {
            return $this->connection->pdo();
        } catch (\PDOException $exception) {
            throw DatabaseException::caused('CONNECT', $exception);
        }
    }

    /** @param array<string, scalar|null> $parameters */
    private function send(string $sql, array $parameters): \PDOStatement
    {
        $pdo = $this->pdo();
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
