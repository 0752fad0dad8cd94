<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Settings\Availability;

/** Asks TWINT whether it takes payments of this merchant, so that no checkout has to. */
final class RenewAvailability implements Task
{
    public const NAME = 'availability';

    public function __construct(
        private readonly Availability $availability,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $this->availability->renew();
    }
}
