<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Shop\OrderState;
use Twint\UnpaidOrder;

/** What happens to an order whose payment ended without money. */
final class UnpaidOrders
{
    public function __construct(
        private readonly EventRepository $events,
    ) {
    }

    /**
     * @param OrderState|null $state null: the order is gone
     * @param bool $isReplaced another payment of it counts
     */
    public function next(Transaction $transaction, ?OrderState $state, bool $isReplaced): UnpaidOrder
    {
        return \Twint\after_unpaid(
            $transaction->payment(),
            OrderState::standing($state),
            $state?->isHeld() ?? false,
            $state?->isHeldAgain() === true ? $this->events->secondsSinceHeldAgain($transaction->orderId) : null,
            $isReplaced,
        );
    }
}
