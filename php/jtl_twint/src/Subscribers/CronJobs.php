<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Events\Event;
use Plugin\jtl_twint\src\Cron\SweepJob;

/** Tells the shop's cron of the sweep. */
final class CronJobs implements Subscriber
{
    public static function listeners(): array
    {
        return [Event::GET_AVAILABLE_CRONJOBS => 'offer', Event::MAP_CRONJOB_TYPE => 'map'];
    }

    /** @param array{jobs: list<string>} $arguments whose list the shop reads afterwards */
    public function offer(array $arguments): void
    {
        $arguments['jobs'][] = SweepJob::TYPE;
    }

    /** @param array{type: string, mapping: class-string} $arguments whose mapping the shop reads afterwards */
    public function map(array $arguments): void
    {
        if ($arguments['type'] === SweepJob::TYPE) {
            $arguments['mapping'] = SweepJob::class;
        }
    }
}
