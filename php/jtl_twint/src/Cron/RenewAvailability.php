<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Access\WatchedSets;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\Settings;

/** Asks TWINT whether it takes payments with each set of access data, so that no checkout has to. */
final class RenewAvailability implements Task
{
    public const NAME = 'availability';

    public function __construct(
        private readonly Availability $availability,
        private readonly WatchedSets $sets,
        private readonly Settings $settings,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $sets = $this->sets->all();
        // In any order, so that those that TWINT does not answer keep no other waiting.
        shuffle($sets);
        foreach ($sets as $set) {
            if (!$sweep->inTime()) {
                return;
            }
            $this->availability->renew($set->in($this->settings->environment()));
        }
    }
}
