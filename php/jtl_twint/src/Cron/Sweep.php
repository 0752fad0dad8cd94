<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Psr\Log\LoggerInterface;

/**
 * Looks after every payment that nobody is watching. Two at once share the work: each row is claimed by one of them.
 * A task that breaks off keeps no other from its work.
 */
final class Sweep
{
    public const BUDGET_SECONDS = 25;

    public function __construct(
        private readonly Tasks $tasks,
        private readonly FailingItems $failing,
        private readonly SweepLog $log,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function run(
        int $budgetSeconds = self::BUDGET_SECONDS,
        \DateTimeImmutable $now = new \DateTimeImmutable(),
    ): SweepReport {
        $sweep = new SweepRun($budgetSeconds, $now);
        $report = $sweep->report;
        foreach ($this->tasks as $task) {
            if (!$sweep->inTime()) {
                break;
            }
            try {
                $task->run($sweep);
            } catch (\Throwable $exception) {
                $report->trouble ??= $exception::class;
                $report->brokenOff[] = $task->name();
                $this->logger->error('TWINT sweep: {task} broke off: {error}', [
                    'task' => $task->name(),
                    'error' => $exception->getMessage(),
                ]);
            }
        }
        $this->conclude($sweep);

        return $report;
    }

    private function conclude(SweepRun $sweep): void
    {
        $report = $sweep->report;
        try {
            $this->failing->tidy();
            $report->failing = $this->failing->number();
        } catch (\Throwable $exception) {
            $this->logger->warning('TWINT sweep: {error}', ['error' => $exception->getMessage()]);
        }
        $report->milliseconds = $sweep->milliseconds();
        try {
            $this->log->note($report);
        } catch (\Throwable $exception) {
            $report->trouble ??= $exception::class;
            $this->logger->error('TWINT sweep: {error}', ['error' => $exception->getMessage()]);
        }
    }
}
