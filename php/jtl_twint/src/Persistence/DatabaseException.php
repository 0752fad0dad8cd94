<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** A statement that failed. Its message names the statement and the server's code, never a value. */
final class DatabaseException extends \RuntimeException
{
    private const UNKNOWN_COLUMN = 1054;
    private const DUPLICATE_KEY = 1062;
    private const UNKNOWN_VARIABLE = 1193;
    private const DEADLOCK = 1213;

    /** What the server undid because another was at the same rows; a later try may succeed. */
    private const CONFLICTS = [
        // A deadlock. A cluster also answers a COMMIT so that another node's won against.
        self::DEADLOCK,
        // A lock that did not come in time.
        1205,
        // The row has changed since the transaction read it first (snapshot isolation).
        1020,
    ];

    /** Nobody can say what became of what was sent last. */
    private const LOST_CONNECTIONS = [
        // The server is being shut down.
        1053,
        // A node of a cluster that fell out of it in a COMMIT.
        1180,
        // Somebody ended this connection.
        1927,
        // There is no connection any more.
        2006,
        // It broke off before the answer.
        2013,
    ];

    /** There is no database to be had at the moment. */
    private const UNAVAILABLE = [
        // It has no room for another connection, or none for this user, or this user has had all of an hour's.
        1040,
        1203,
        1226,
        // A node of a cluster that is not, or not any more, part of it.
        1047,
        // Too many connections of this host broke off.
        1129,
        // Only to be read at the moment: a replica, or a primary that is being replaced.
        1290,
        1836,
        // Nobody answers at its address.
        2002,
        2003,
    ];

    private function __construct(
        string $message,
        public readonly int $serverCode,
        ?\Throwable $previous,
    ) {
        parent::__construct($message, 0, $previous);
    }

    public static function of(string $sql, \PDO|\PDOStatement $failed): self
    {
        $info = $failed->errorInfo();

        return new self(self::describe($sql, $info[0], (int) $info[1]), (int) $info[1], null);
    }

    public static function caused(string $sql, \PDOException $exception): self
    {
        $info = $exception->errorInfo ?? [];
        // Of a connection that could not be made, the code is all there is.
        $code = (int) ($info[1] ?? $exception->getCode());

        // The original is not kept as the previous one: its trace holds the values.
        return new self(self::describe($sql, (string) ($info[0] ?? ''), $code), $code, null);
    }

    public static function unexpected(string $what): self
    {
        return new self($what, 0, null);
    }

    /** Of a transaction that the server undid without anybody saying so, as it does in a deadlock. */
    public static function undone(): self
    {
        return new self('The database undid a transaction in the middle of it', self::DEADLOCK, null);
    }

    /** Of a table of an older version: the plugin's files are newer than what "Update" has made of it. */
    public function isUnknownColumn(): bool
    {
        return $this->serverCode === self::UNKNOWN_COLUMN;
    }

    public function isDuplicateKey(): bool
    {
        return $this->serverCode === self::DUPLICATE_KEY;
    }

    /** Of a server that has not what was asked for. */
    public function isUnknownVariable(): bool
    {
        return $this->serverCode === self::UNKNOWN_VARIABLE;
    }

    /** Whether the same work may succeed a moment later, all of it. */
    public function isConflict(): bool
    {
        return in_array($this->serverCode, self::CONFLICTS, true);
    }

    public function isConnectionLost(): bool
    {
        return in_array($this->serverCode, self::LOST_CONNECTIONS, true);
    }

    /** Whether the database, or this node of it, is gone for a while. */
    public function isUnavailable(): bool
    {
        return in_array($this->serverCode, self::UNAVAILABLE, true) || $this->isConnectionLost();
    }

    private static function describe(string $sql, string $state, int $code): string
    {
        $oneLine = trim((string) preg_replace('/\s+/', ' ', $sql));

        return sprintf('Database error %s/%d in "%s"', $state, $code, mb_substr($oneLine, 0, 160));
    }
}
