<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Wawi\Unheard;

/** Notes what Wawi did to orders while nobody listened. */
final class NoteMissedNews implements Task
{
    public function __construct(
        private readonly Unheard $unheard,
    ) {
    }

    public function run(SweepRun $sweep): void
    {
        $this->unheard->note();
    }
}
