<?php

declare(strict_types=1);

namespace JTL\DB;

/** The part of the shop's interface that the plugin uses. */
interface DbInterface
{
    public function getPDO(): \PDO;

    public function reInit(): DbInterface;

    public function beginTransaction(): bool;

    public function commit(): bool;

    public function rollback(): bool;
}
