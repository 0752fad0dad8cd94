<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * Puts a new connection in the place of one that was lost, for one piece of work. Whoever stands before several nodes leads to a dead one
 * until it has noticed: so it is tried for a while. A database that was not there in the first place is not waited for.
 */
final class Reconnection
{
    private const PATIENCE_SECONDS = 5;
    private const SHORTEST_PAUSE_MICROSECONDS = 100_000;
    private const LONGEST_PAUSE_MICROSECONDS = 400_000;

    /** Null: no connection was lost so far. */
    private ?int $until = null;

    public function __construct(
        private readonly Connection $connection,
    ) {
    }

    /** Whether the work may run again on a new connection. */
    public function helpsAfter(DatabaseException $failure): bool
    {
        if ($this->until === null) {
            if (!$failure->isConnectionLost()) {
                return false;
            }
            $this->until = (int) hrtime(true) + (self::PATIENCE_SECONDS * 1_000_000_000);

            return $this->renews() || $this->waitsAndRenews();
        }

        // The new one may lead to a node that is not ready.
        return $failure->isUnavailable() && $this->waitsAndRenews();
    }

    private function waitsAndRenews(): bool
    {
        while ($this->until > hrtime(true)) {
            usleep(random_int(self::SHORTEST_PAUSE_MICROSECONDS, self::LONGEST_PAUSE_MICROSECONDS));
            if ($this->renews()) {
                return true;
            }
        }

        return false;
    }

    private function renews(): bool
    {
        try {
            $this->connection->renew();

            return true;
        } catch (\PDOException $exception) {
            if (!DatabaseException::caused('CONNECT', $exception)->isUnavailable()) {
                $this->until = 0;
            }

            return false;
        }
    }
}
