<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/** A run of the sweep, or the part of it that one task has: until when to work, and what has been done so far. */
final class SweepRun
{
    /** A task that has more to do than fits into its part gets this long at least. */
    private const SHORTEST_PART = 1_000_000_000;

    private bool $ranOut = false;

    /**
     * @param int $started of hrtime(true)
     * @param int $deadline of hrtime(true)
     */
    private function __construct(
        public readonly SweepReport $report,
        public readonly \DateTimeImmutable $now,
        private readonly int $started,
        public readonly int $deadline,
    ) {
    }

    public static function begin(int $budgetSeconds, \DateTimeImmutable $now): self
    {
        $started = (int) hrtime(true);

        return new self(new SweepReport(), $now, $started, $started + ($budgetSeconds * 1_000_000_000));
    }

    /** For one task: half of the time that is left, so that no task takes the time of those after it. */
    public function part(): self
    {
        $now = (int) hrtime(true);
        $half = max(self::SHORTEST_PART, intdiv($this->deadline - $now, 2));

        return new self($this->report, $this->now, $now, min($this->deadline, $now + $half));
    }

    /** Whether there is time for more. */
    public function inTime(): bool
    {
        $inTime = hrtime(true) < $this->deadline;
        $this->ranOut = $this->ranOut || !$inTime;

        return $inTime;
    }

    /** Whether there was no time for something that was still to be done. */
    public function ranOut(): bool
    {
        return $this->ranOut;
    }

    public function milliseconds(): int
    {
        return intdiv((int) hrtime(true) - $this->started, 1_000_000);
    }
}
