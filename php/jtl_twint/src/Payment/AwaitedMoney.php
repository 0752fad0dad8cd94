<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Shop\OrderGateway;

/**
 * Whether an order waits for its buyer's money. That it is kept from Wawi does not say so alone: an order whose money is reserved may be
 * kept until it is captured, and one that is paid until its release has been carried out.
 */
final class AwaitedMoney
{
    public function __construct(
        private readonly OrderGateway $orders,
        private readonly TransactionRepository $transactions,
    ) {
    }

    public function isAwaited(int $orderId): bool
    {
        return $this->orders->state($orderId)?->isHeld() === true && !$this->isSecured($orderId);
    }

    private function isSecured(int $orderId): bool
    {
        foreach (Extension::isUsable() ? $this->transactions->ofOrder($orderId) : [] as $attempt) {
            if (\Twint\confirmation_is_due($attempt->payment(), true, $attempt->checkIn !== null)) {
                return true;
            }
        }

        return false;
    }
}
