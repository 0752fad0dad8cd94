<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\SweepCursor;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderGateway;

/**
 * Ends the orders that wait for a payment which was never begun, when the buyer's time to try is over. Those of the last day are
 * looked at in each sweep, all older ones bit by bit and over again, for where no sweep ran in time.
 */
final class EndOrdersWithoutAttempt implements Task
{
    public const NAME = 'end_without_attempt';

    private const BATCH = 32;
    private const RECENT_MINUTES = 1440;
    /** Of older orders, in one sweep. */
    private const STEP = 1000;

    public function __construct(
        private readonly OrderGateway $orders,
        private readonly OrdersWithoutAttempt $withoutAttempt,
        private readonly Settings $settings,
        private readonly SweepCursor $cursor,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $recent = $this->orders->firstSince($this->settings->giveUpAfterMinutes() + self::RECENT_MINUTES);
        if ($this->endWithin($recent - 1, PHP_INT_MAX, $sweep)) {
            $this->endOlder($recent - 1, $sweep);
        }
    }

    private function endOlder(int $last, SweepRun $sweep): void
    {
        $seen = $this->cursor->position(Fact::OrdersWithoutAttemptSeen);
        $to = min($seen + self::STEP, $last);
        $next = $to < $last ? $to : 0;
        if ($this->endWithin($seen, $to, $sweep) && $next !== $seen) {
            $this->cursor->moveTo(Fact::OrdersWithoutAttemptSeen, $next);
        }
    }

    /** @return bool whether there was time for all of them */
    private function endWithin(int $above, int $upTo, SweepRun $sweep): bool
    {
        $paused = $this->failing->paused(self::NAME);
        $minutes = $this->settings->giveUpAfterMinutes();
        do {
            $ids = $this->orders->withoutAttempt($minutes, $above, $upTo, self::BATCH);
            foreach ($ids as $above) {
                if (!$sweep->inTime()) {
                    return false;
                }
                if (!in_array($above, $paused, true)) {
                    $this->end($above, $sweep->report);
                }
            }
        } while (count($ids) === self::BATCH);

        return true;
    }

    private function end(int $orderId, SweepReport $report): void
    {
        $this->failing->guard(self::NAME, $orderId, function () use ($orderId, $report): void {
            $report->forgotten += $this->withoutAttempt->end($orderId) ? 1 : 0;
        });
    }
}
