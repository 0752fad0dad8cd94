<?php

declare(strict_types=1);

namespace Twint\Tests;

/** How many rows the server has read for a connection since a moment, of tables and indexes alike: no busy machine changes it. */
final class RowsRead
{
    private readonly int $before;
    private readonly int $asking;

    public function __construct(
        private readonly \PDO $connection,
    ) {
        // The server reads its answer to this from a table, too.
        $first = $this->read();
        $this->before = $this->read();
        $this->asking = $this->before - $first;
    }

    public function sinceThen(): int
    {
        return $this->read() - $this->before - $this->asking;
    }

    private function read(): int
    {
        $counters = $this->connection
            ->query("SHOW SESSION STATUS LIKE 'Handler_read%'")
            ->fetchAll(\PDO::FETCH_KEY_PAIR);

        return (int) array_sum($counters);
    }
}
