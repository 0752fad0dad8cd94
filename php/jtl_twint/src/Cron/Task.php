<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/**
 * One of the things that a sweep does. It takes its items one by one and guards each with FailingItems; an exception that
 * it throws ends this task and no other.
 */
interface Task
{
    /** In logs, reports and the table of what failed: "settle". */
    public function name(): string;

    public function run(SweepRun $sweep): void;
}
