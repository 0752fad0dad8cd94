<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\DB\DbInterface;

/** The shop's database layer as far as the plugin uses it, with its way of counting transactions. */
final class ShopDatabase implements DbInterface
{
    private int $depth = 0;
    private int $refusals = 0;
    private int $refusalCode = 0;

    /** @param (\Closure(): \PDO)|null $open how a lost connection is opened anew */
    public function __construct(
        private \PDO $pdo,
        private readonly ?\Closure $open = null,
    ) {
    }

    public function reInit(): DbInterface
    {
        $this->pdo = ($this->open ?? Servers::database(...))();

        return $this;
    }

    public function getPDO(): \PDO
    {
        return $this->pdo;
    }

    public function beginTransaction(): bool
    {
        return $this->depth++ > 0 || $this->pdo->beginTransaction();
    }

    /** As the shop does in its own ways to write: whatever became of it, nobody hears of an error. */
    public function swallow(string $sql): int
    {
        try {
            return (int) $this->pdo->exec($sql);
        } catch (\PDOException) {
            return 0;
        }
    }

    /** As a cluster does that undoes a transaction when it is to be committed. */
    public function refuseNextCommits(int $number, int $code): void
    {
        $this->refusals = $number;
        $this->refusalCode = $code;
    }

    public function commit(): bool
    {
        if ($this->refusals > 0) {
            $this->refusals--;
            $this->depth = 0;
            $this->pdo->rollBack();
            $exception = new \PDOException('refused');
            $exception->errorInfo = ['40001', $this->refusalCode, 'refused'];
            throw $exception;
        }

        return $this->depth-- !== 1 || $this->pdo->commit();
    }

    public function rollback(): bool
    {
        $this->depth = 0;

        return $this->pdo->rollBack();
    }
}
