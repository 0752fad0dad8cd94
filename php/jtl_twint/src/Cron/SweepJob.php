<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use JTL\Cron\Job;
use JTL\Cron\JobInterface;
use JTL\Cron\QueueEntry;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Services;

/** The sweep as a job of the shop's cron. */
final class SweepJob extends Job
{
    public const TYPE = 'jtl_twint_sweep';

    /** @inheritdoc */
    public function start(QueueEntry $queueEntry): JobInterface
    {
        parent::start($queueEntry);
        $services = Services::booted();
        if ($services !== null && Extension::isUsable()) {
            $services->sweep()->run();
        }
        $services?->alarmWatch()->look(new \DateTimeImmutable());
        $this->setFinished(true);

        return $this;
    }
}
