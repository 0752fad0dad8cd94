<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\DB\DbInterface;

/** The shop's database layer as far as the plugin uses it, with its way of counting transactions. */
final class ShopDatabase implements DbInterface
{
    private int $depth = 0;

    public function __construct(
        private readonly \PDO $pdo,
    ) {
    }

    public function getPDO(): \PDO
    {
        return $this->pdo;
    }

    public function beginTransaction(): bool
    {
        return $this->depth++ > 0 || $this->pdo->beginTransaction();
    }

    public function commit(): bool
    {
        return $this->depth-- !== 1 || $this->pdo->commit();
    }

    public function rollback(): bool
    {
        $this->depth = 0;

        return $this->pdo->rollBack();
    }
}
