<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\PhaseBook;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Twint\Actor;
use Twint\Event;

/** Ends orders whose last attempt failed long ago: nobody will try again. */
final class EndAbandonedOrders implements Task
{
    public const NAME = 'end_abandoned';

    private const BATCH = 32;
    private const CLAIM_SECONDS = 60;

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly PaymentService $payments,
        private readonly PhaseBook $book,
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
            [$claim, $rows] = $this->transactions->claimDue(
                ['cancelled', 'failed'],
                $now,
                self::BATCH,
                self::CLAIM_SECONDS,
                $paused,
            );
            foreach ($rows as $row) {
                $this->failing->guard(self::NAME, $row->id, fn() => $this->payments->endUnderClaim(
                    $row->id,
                    $claim,
                    fn(Transaction $fresh): Transaction => $this->end($fresh, $claim, $sweep->report),
                ));
            }
        } while (count($rows) === self::BATCH);
    }

    private function end(Transaction $transaction, string $claim, SweepReport $report): Transaction
    {
        $state = $this->orders->state($transaction->orderId);
        $latest = $this->transactions->latestOfOrder($transaction->orderId);
        // One that was cancelled meanwhile, in Wawi for instance, still holds its stock.
        $isUnfinished =
            $state !== null && ($state->isOpen() || $state->isShipped() || $state->isCancelled() && $state->isHeld());
        if (!$isUnfinished || $latest?->id !== $transaction->id) {
            return $transaction;
        }
        $report->givenUp++;

        return $this->book->apply($transaction, $claim, Event::GivenUp, Actor::Cron, '');
    }
}
