<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Wawi\MissedNews;

/** Notes what Wawi did to orders while nobody listened. */
final class NoteMissedNews implements Task
{
    public const NAME = 'missed_news';

    public function __construct(
        private readonly MissedNews $missed,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $this->failing->paused(self::NAME);
        $this->missed->note(fn(int $orderId, callable $work) => $this->failing->guard(self::NAME, $orderId, $work));
    }
}
