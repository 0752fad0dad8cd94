<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

use JTL\DB\DbInterface;

/** The shop's own connection, which others use and which counts its transactions. */
final class ShopConnection implements Connection
{
    public function __construct(
        private readonly DbInterface $shop,
    ) {
    }

    public function pdo(): \PDO
    {
        return $this->shop->getPDO();
    }

    public function begin(): void
    {
        $this->shop->beginTransaction();
        if ($this->pdo()->inTransaction()) {
            return;
        }
        // The shop counts its transactions and miscounts after a failed one; then it only thinks that it is in one.
        $this->pdo()->beginTransaction();
    }

    public function commit(): bool
    {
        return $this->shop->commit();
    }

    public function rollback(): void
    {
        $this->shop->rollback();
    }
}
