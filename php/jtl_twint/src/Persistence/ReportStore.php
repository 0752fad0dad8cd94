<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** What ran by itself and what came of it, until the next time. */
final class ReportStore
{
    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    /** @param array<array-key, mixed> $report */
    public function keepSweep(array $report): void
    {
        $this->facts->put(Fact::Sweep, $report);
    }

    /** @return array<array-key, mixed>|null null: none has run */
    public function sweep(): ?array
    {
        return $this->facts->get(Fact::Sweep);
    }

    /** In seconds; null: none has run. */
    public function sweepAge(): ?int
    {
        return $this->facts->age(Fact::Sweep);
    }

    /**
     * @param array<array-key, mixed> $report
     * @param int $alarms kept by themselves: every page of the backend asks for them
     */
    public function keepReconciliation(array $report, int $alarms): void
    {
        $this->facts->put(Fact::Reconciliation, $report);
        $this->facts->put(Fact::ReconciliationAlarms, ['number' => $alarms]);
    }

    /** @return array<array-key, mixed>|null null: none has run */
    public function reconciliation(): ?array
    {
        return $this->facts->get(Fact::Reconciliation);
    }

    public function reconciliationAlarms(): int
    {
        $alarms = $this->facts->get(Fact::ReconciliationAlarms)['number'] ?? 0;

        return is_int($alarms) ? $alarms : 0;
    }

    /** @return bool true to one of those who begin the night of that day at once */
    public function beginReconciliationNight(string $day): bool
    {
        return $this->facts->putNew(Fact::ReconciliationNight, ['day' => $day]);
    }

    /** Says what to look up at TWINT if the process dies. */
    public function beginSelfTest(string $reference): void
    {
        $this->facts->put(Fact::SelfTest, ['reference' => $reference]);
    }
}
