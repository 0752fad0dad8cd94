<?php

declare(strict_types=1);

namespace Twint\Tests;

/** Tells of every statement within a transaction. */
final class WatchedStatement extends \PDOStatement
{
    protected function __construct(
        private readonly \PDO $connection,
        private readonly LockOrder $order,
    ) {
    }

    public function execute(?array $params = null): bool
    {
        if ($this->connection->inTransaction()) {
            $this->order->saw($this->queryString);
        }

        return parent::execute($params);
    }
}
