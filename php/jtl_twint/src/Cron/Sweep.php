<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Psr\Log\LoggerInterface;

/**
 * Looks after every payment that nobody is watching. Two at once share the work: each row is claimed by one of them.
 * A task that breaks off keeps no other from its work, and neither does one that has much to do: it goes on after the others.
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
        $sweep = SweepRun::begin($budgetSeconds, $now);
        $unfinished = [...$this->tasks];
        do {
            $unfinished = $this->round($sweep, $unfinished);
        } while ($unfinished !== [] && $sweep->inTime());
        if ($unfinished !== []) {
            $sweep->report->complete = false;
        }
        $this->conclude($sweep);

        return $sweep->report;
    }

    /**
     * @param list<Task> $tasks
     * @return list<Task> those that had too little time
     */
    private function round(SweepRun $sweep, array $tasks): array
    {
        $unfinished = [];
        foreach ($tasks as $task) {
            $part = $sweep->part();
            if ($part->inTime()) {
                $this->perform($task, $part);
            }
            if ($part->ranOut()) {
                $unfinished[] = $task;
            }
        }

        return $unfinished;
    }

    private function perform(Task $task, SweepRun $part): void
    {
        try {
            $task->run($part);
        } catch (\Throwable $exception) {
            $report = $part->report;
            $report->trouble ??= $exception::class;
            $report->brokenOff[] = $task->name();
            $this->logger->error('TWINT sweep: {task} broke off: {error}', [
                'task' => $task->name(),
                'error' => $exception->getMessage(),
            ]);
        }
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
