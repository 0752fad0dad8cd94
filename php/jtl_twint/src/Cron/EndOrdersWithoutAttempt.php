<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Psr\Log\LoggerInterface;

/** Ends the orders that wait for a payment which was never begun, when the buyer's time to try is over. */
final class EndOrdersWithoutAttempt implements Task
{
    private const BATCH = 32;

    public function __construct(
        private readonly OrderGateway $orders,
        private readonly OrdersWithoutAttempt $withoutAttempt,
        private readonly Settings $settings,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function run(SweepRun $sweep): void
    {
        $minutes = $this->settings->giveUpAfterMinutes();
        $last = 0;
        do {
            $ids = $this->orders->withoutAttempt($minutes, $last, self::BATCH);
            foreach ($ids as $last) {
                if (!$sweep->inTime()) {
                    return;
                }
                $sweep->report->forgotten += $this->end($last) ? 1 : 0;
            }
        } while (count($ids) === self::BATCH);
    }

    private function end(int $orderId): bool
    {
        try {
            return $this->withoutAttempt->end($orderId);
        } catch (\Throwable $exception) {
            // The others must not wait for it; the next sweep tries it again.
            $this->logger->error('TWINT: order {id}, whose payment was never begun, could not be ended: {error}', [
                'id' => $orderId,
                'error' => $exception->getMessage(),
            ]);

            return false;
        }
    }
}
