<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use JTL\Cron\Job;
use JTL\Cron\JobInterface;
use JTL\Cron\QueueEntry;
use Plugin\jtl_twint\src\Container;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\AlarmWatch;

/** The sweep as a job of the shop's cron. */
final class SweepJob extends Job
{
    public const TYPE = 'jtl_twint_sweep';

    /** @inheritdoc */
    public function start(QueueEntry $queueEntry): JobInterface
    {
        parent::start($queueEntry);
        $container = Container::booted();
        if ($container !== null && Extension::isUsable()) {
            // The shop's code writes orders in it, of many buyers: nothing of them is kept.
            session_write_close();
            $container->get(Sweep::class)->run();
        }
        $container?->get(AlarmWatch::class)->look(new \DateTimeImmutable());
        $this->setFinished(true);

        return $this;
    }
}
