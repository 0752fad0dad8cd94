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
     */
    public function __construct(
        private readonly bool $tookEffect,
        private readonly int $untilBegin = 0,
    ) {
        $this->pdo = self::open();
    }

    public function pdo(): \PDO
    {
        return $this->pdo;
    }

    public function begin(): void
    {
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
        $lost = new \PDOException('lost');
        $lost->errorInfo = ['HY000', 2013, 'Lost connection to server during query'];
        throw $lost;
    }

    public function rollback(): void
    {
        $this->pdo->rollBack();
    }

    public function renew(): void
    {
        $this->pdo = self::open();
    }

    private static function open(): \PDO
    {
        $pdo = Servers::database();
        $pdo->exec('SET innodb_lock_wait_timeout = 1');

        return $pdo;
    }
}
