<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimedWork;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Duties\CancelOrder;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PhaseBook;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Payment\UnpaidOrders;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Twint\AbandonedOrder;
use Twint\Event;

/** Ends orders whose last attempt failed long ago: nobody will try again, and Wawi does not have them or is left to the merchant. */
final class EndAbandonedOrders implements Task
{
    public const NAME = 'end_abandoned';

    private const BATCH = 32;
    private const CLAIM_SECONDS = 60;

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Claims $claims,
        private readonly ClaimedWork $work,
        private readonly PhaseBook $book,
        private readonly EventRepository $events,
        private readonly UnpaidOrders $unpaid,
        private readonly OrderGateway $orders,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $now = $this->transactions->now();
        $paused = $this->failing->paused(self::NAME);
        do {
            if (!$sweep->inTime()) {
                return;
            }
            $payments = $this->claims->takeDue(
                Phases::OVER,
                $now,
                self::BATCH,
                self::CLAIM_SECONDS,
                $paused,
                Initiator::cron(),
            );
            foreach ($payments as $payment) {
                $this->failing->guard(
                    self::NAME,
                    $payment->id(),
                    fn() => $this->work->end($payment, fn(ClaimedPayment $payment) => $this->end(
                        $payment,
                        $sweep->report,
                    )),
                );
            }
        } while ($payments !== []);
    }

    /** @return bool false: it is not to be ended yet */
    private function end(ClaimedPayment $payment, SweepReport $report): bool
    {
        $transaction = $payment->transaction();
        $state = $this->orders->state($transaction->orderId);
        $isReplaced = $transaction->isReplacedAmong($this->transactions->ofOrder($transaction->orderId));
        $next = \Twint\after_abandoned(
            OrderState::standing($state),
            $state?->isHeld() ?? false,
            $this->events->lastMovedOfOrder($transaction->orderId) === $transaction->id,
            $this->events->hasSinceMoved($transaction->id, CancelOrder::ORDER_LEFT),
            $this->unpaid->next($transaction, $state, $isReplaced),
        );
        if ($next === AbandonedOrder::GiveUp) {
            $report->givenUp++;
            $this->book->apply($payment, Event::GivenUp);
        }

        return $next !== AbandonedOrder::Wait;
    }
}
