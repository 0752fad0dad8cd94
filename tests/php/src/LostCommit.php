<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Persistence\Connection;

/** A connection that breaks off in its first COMMIT. */
final class LostCommit implements Connection
{
    private \PDO $pdo;
    private int $begun = 0;
    /** What the server still has to finish. */
    private ?\PDO $underWay = null;

    /**
     * @param bool $tookEffect whether only the answer was lost
     * @param int $untilBegin before which of the following transactions the server comes to it; 0: at once
     * @param int $refused how many of the new connections do not come about
     * @param int $notReady how many transactions after it find a node that is not ready
     */
    public function __construct(
        private readonly bool $tookEffect,
        private readonly int $untilBegin = 0,
        private int $refused = 0,
        private int $notReady = 0,
    ) {
        $this->pdo = self::open();
    }

    public function pdo(): \PDO
    {
        return $this->pdo;
    }

    public function begin(): void
    {
        if ($this->begun > 0 && $this->notReady-- > 0) {
            throw self::failure(1047);
        }
        if (++$this->begun === $this->untilBegin) {
            $this->underWay?->commit();
        }
        $this->pdo->beginTransaction();
    }

    public function commit(): bool
    {
        if ($this->begun > 1) {
            return $this->pdo->commit();
        }
        if ($this->untilBegin > 0) {
            $this->underWay = $this->pdo;
            $this->pdo = self::open();
        } elseif ($this->tookEffect) {
            $this->pdo->commit();
        }
        Servers::kill($this->pdo);
        throw self::failure(2013);
    }

    public function rollback(): void
    {
        $this->pdo->rollBack();
    }

    public function renew(): void
    {
        if ($this->refused-- > 0) {
            throw self::failure(2002);
        }
        $this->pdo = self::open();
    }

    private static function failure(int $code): \PDOException
    {
        $failure = new \PDOException((string) $code);
        $failure->errorInfo = ['HY000', $code, ''];

        return $failure;
    }

    private static function open(): \PDO
    {
        $pdo = Servers::database();
        $pdo->exec('SET innodb_lock_wait_timeout = 1');

        return $pdo;
    }
}
