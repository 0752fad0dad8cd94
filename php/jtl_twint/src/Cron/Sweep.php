<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\FactStore;
use Psr\Log\LoggerInterface;

/**
 * Looks after every payment that nobody is watching. Two at once share the work: each row is claimed by one of them.
 */
final class Sweep
{
    public const FACT = 'sweep';
    public const BUDGET_SECONDS = 25;

    public function __construct(
        private readonly Tasks $tasks,
        private readonly FactStore $facts,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function run(
        int $budgetSeconds = self::BUDGET_SECONDS,
        \DateTimeImmutable $now = new \DateTimeImmutable(),
    ): SweepReport {
        $sweep = new SweepRun($budgetSeconds, $now);
        $report = $sweep->report;
        try {
            foreach ($this->tasks as $task) {
                if (!$sweep->inTime()) {
                    break;
                }
                $task->run($sweep);
            }
        } catch (\Throwable $exception) {
            $report->trouble = $exception::class;
            $this->logger->error('TWINT sweep: {error}', ['error' => $exception->getMessage()]);
        }
        $report->milliseconds = $sweep->milliseconds();
        $this->facts->put(self::FACT, $report->toArray());

        return $report;
    }
}
