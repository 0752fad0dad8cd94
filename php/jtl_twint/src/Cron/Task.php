<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/** One of the things that a sweep does. */
interface Task
{
    public function run(SweepRun $sweep): void;
}
