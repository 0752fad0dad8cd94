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

    /** The shop's own way opens it barer than the shop's start does. */
    public function renew(): void
    {
        $this->shop->reInit();
        $pdo = $this->pdo();
        $pdo->setAttribute(\PDO::ATTR_STRINGIFY_FETCHES, true);
        if (!\defined('DB_DEFAULT_SQL_MODE') || \constant('DB_DEFAULT_SQL_MODE') !== true) {
            $pdo->exec("SET SQL_MODE=''");
        }
        foreach (explode(';', \defined('DB_STARTUP_SQL') ? (string) \constant('DB_STARTUP_SQL') : '') as $sql) {
            if ($sql !== '') {
                $pdo->exec($sql);
            }
        }
        // The shop still counts the transaction that was lost, and forgets it with the next that is undone.
        $pdo->beginTransaction();
        $this->shop->rollback();
    }
}
