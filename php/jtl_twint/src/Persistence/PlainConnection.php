<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** A connection of our own, opened when the first statement needs it. */
final class PlainConnection implements Connection
{
    private ?\PDO $pdo = null;

    /** @param \Closure(): \PDO $open */
    public function __construct(
        private readonly \Closure $open,
    ) {
    }

    public function pdo(): \PDO
    {
        return $this->pdo ??= ($this->open)();
    }

    public function begin(): void
    {
        $this->pdo()->beginTransaction();
    }

    public function commit(): bool
    {
        return $this->pdo()->commit();
    }

    public function rollback(): void
    {
        $this->pdo()->rollBack();
    }

    public function renew(): void
    {
        $this->pdo = null;
        $this->pdo();
    }
}
