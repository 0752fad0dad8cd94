<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Access\UnreachableSets;
use Plugin\jtl_twint\src\Wawi\Worker;

/** Does what Wawi's news ask for, a little at a time: buyers who wait come first, however much there is. */
final class WorkOffNews implements Task
{
    public const NAME = 'wawi_news';

    private const AT_ONCE = 16;

    public function __construct(
        private readonly Worker $wawi,
        private readonly SettleOpenPayments $settleOpenPayments,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $report = $sweep->report;
        $unreachable = new UnreachableSets();
        while ($sweep->inTime()) {
            $worked = $this->wawi->workOff(self::AT_ONCE, $sweep->deadline, $unreachable);
            $report->news += $worked;
            $report->complete = $report->complete && $unreachable->isEmpty();
            if ($worked === 0) {
                return;
            }
            $this->settleOpenPayments->run($sweep);
        }
    }
}
