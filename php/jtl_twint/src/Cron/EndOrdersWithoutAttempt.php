<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderGateway;

/** Ends the orders that wait for a payment which was never begun, when the buyer's time to try is over. */
final class EndOrdersWithoutAttempt implements Task
{
    public const NAME = 'end_without_attempt';

    private const BATCH = 32;

    public function __construct(
        private readonly OrderGateway $orders,
        private readonly OrdersWithoutAttempt $withoutAttempt,
        private readonly Settings $settings,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $paused = $this->failing->paused(self::NAME);
        $minutes = $this->settings->giveUpAfterMinutes();
        $last = 0;
        do {
            $ids = $this->orders->withoutAttempt($minutes, $last, self::BATCH);
            foreach ($ids as $last) {
                if (!$sweep->inTime()) {
                    return;
                }
                if (!in_array($last, $paused, true)) {
                    $this->end($last, $sweep->report);
                }
            }
        } while (count($ids) === self::BATCH);
    }

    private function end(int $orderId, SweepReport $report): void
    {
        $this->failing->guard(self::NAME, $orderId, function () use ($orderId, $report): void {
            $report->forgotten += $this->withoutAttempt->end($orderId) ? 1 : 0;
        });
    }
}
