<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\ReportStore;

/** What the last sweep did, and how long ago. */
final class SweepLog
{
    public function __construct(
        private readonly ReportStore $reports,
    ) {
    }

    public function note(SweepReport $report): void
    {
        $this->reports->keepSweep($report->toArray());
    }

    /** In seconds; null: none has run. */
    public function age(): ?int
    {
        return $this->reports->sweepAge();
    }

    /** @return array<array-key, mixed> as SweepReport::toArray(); empty: none has run */
    public function last(): array
    {
        return $this->reports->sweep() ?? [];
    }
}
