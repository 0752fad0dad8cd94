<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\FactStore;

/** What the last sweep did, and how long ago. */
final class SweepLog
{
    private const FACT = 'sweep';

    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    public function note(SweepReport $report): void
    {
        $this->facts->put(self::FACT, $report->toArray());
    }

    /** In seconds; null: none has run. */
    public function age(): ?int
    {
        return $this->facts->age(self::FACT);
    }

    /** @return array<array-key, mixed> as SweepReport::toArray(); empty: none has run */
    public function last(): array
    {
        return $this->facts->get(self::FACT) ?? [];
    }
}
