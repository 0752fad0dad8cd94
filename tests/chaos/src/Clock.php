<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Twint;

/** The shop's clock stands still during a request and moves between them; TWINT's moves with it, unless one jumps. */
final class Clock
{
    private int $now = 1_800_000_000;

    public function __construct(
        private readonly Twint $twint,
    ) {
    }

    /** Sets TWINT's clock to the shop's, which is the same in every run of a seed. */
    public function begin(): void
    {
        $this->twint->advance(($this->now - time()) * 1000);
    }

    public function pass(int $seconds): void
    {
        $this->now += $seconds;
        $this->twint->advance($seconds * 1000);
    }

    /** The database's clock is set by somebody. */
    public function jump(int $seconds): void
    {
        $this->now += $seconds;
    }

    public function sets(\PDO $connection): void
    {
        $connection->exec('SET timestamp = ' . $this->now);
    }
}
