<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/** One run of the sweep: until when it may work, and what it has done so far. */
final class SweepRun
{
    public readonly SweepReport $report;

    private readonly int $started;
    /** Of hrtime(true). */
    public readonly int $deadline;

    public function __construct(
        int $budgetSeconds,
        public readonly \DateTimeImmutable $now,
    ) {
        $this->report = new SweepReport();
        $this->started = (int) hrtime(true);
        $this->deadline = $this->started + ($budgetSeconds * 1_000_000_000);
    }

    /** Whether there is time for more. If not, the report says that the sweep is not complete. */
    public function inTime(): bool
    {
        if (hrtime(true) < $this->deadline) {
            return true;
        }
        $this->report->complete = false;

        return false;
    }

    public function milliseconds(): int
    {
        return intdiv((int) hrtime(true) - $this->started, 1_000_000);
    }
}
