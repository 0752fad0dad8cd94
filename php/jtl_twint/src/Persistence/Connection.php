<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** A connection to the shop's database: the shop's own, or one opened without the shop. */
interface Connection
{
    public function pdo(): \PDO;

    public function begin(): void;

    /** Whether it says that it committed; what it threw comes through. */
    public function commit(): bool;

    public function rollback(): void;

    /** Puts a new connection in the place of one that was lost. */
    public function renew(): void;
}
