<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Twint\Actor;
use Twint\BuyersTurn;
use Twint\CancelIntent;
use Twint\Duty;
use Twint\Event;

/**
 * The one door to a payment, for the pay page, the cron job, the admin and Wawi alike.
 * Nothing here throws for trouble with TWINT: the trouble is in the row that comes back.
 */
final class PaymentService
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Claims $claims,
        private readonly AwaitedClaims $awaited,
        private readonly ClaimedWork $work,
        private readonly Starter $starter,
        private readonly Settlement $settlement,
        private readonly Recheck $recheck,
        private readonly OrderGateway $orders,
        private readonly PhaseBook $book,
    ) {
    }

    /**
     * Starts an attempt, or returns the one that is open or already paid.
     *
     * @throws NotPayableException where the order can have none: gone, over, or nothing to pay
     */
    public function begin(Bestellung $order, string $languageIso): Transaction
    {
        $noted = $this->starter->note($order, $languageIso);

        return $noted instanceof Transaction ? $noted : $this->work->do($noted, $this->starter->start(...));
    }

    /** Whether an order without an attempt may have its first. */
    public function canBegin(Bestellung $order): bool
    {
        $state = $this->orders->state((int) $order->kBestellung);

        return $state !== null && $state->awaitsFirstAttempt() && $this->isPayable($order);
    }

    /** Whether there are francs to pay. */
    public function isPayable(Bestellung $order): bool
    {
        return $this->starter->isPayable($order);
    }

    /** Asks TWINT how the attempt stands and does what follows. Returns the row as it stands if another is just doing that. */
    public function settle(Transaction $transaction, Initiator $by): Transaction
    {
        return $this->settleClaimed($transaction, $this->claims->take($transaction->id, $by));
    }

    /** The same, if TWINT may be asked again by now: for pages that ask often. Claims by itself: at most one caller asks. */
    public function settleIfDue(Transaction $transaction, Initiator $by): Transaction
    {
        return $this->settleClaimed($transaction, $this->claims->takeIfDue($transaction->id, $by));
    }

    /** The same, also for an attempt that is over here: the reconciliation found that TWINT sees it otherwise. */
    public function recheck(Transaction $transaction, Initiator $by): Rechecked
    {
        $payment = $this->awaited->take($transaction, $by);
        if ($payment === null) {
            return new Rechecked($this->transactions->get($transaction->id));
        }
        $resumption = null;
        $after = $this->work->do($payment, function (ClaimedPayment $payment) use (&$resumption): void {
            $resumption = $this->recheck->run($payment);
        });

        return new Rechecked($after, $resumption);
    }

    /** Ends an attempt nobody approved yet (the admin: also an approved one). Asks TWINT first: it may be paid by now. */
    public function cancel(Transaction $transaction, Initiator $by): Transaction
    {
        $payment = $this->awaited->take($transaction, $by);
        if ($payment === null) {
            return $this->transactions->get($transaction->id);
        }
        $wish = $by->actor() === Actor::Buyer ? CancelIntent::Buyer : CancelIntent::Merchant;

        return $this->work->do($payment, fn(ClaimedPayment $payment) => $this->settlement->run($payment, $wish));
    }

    /** Whether the buyer may pay the order now: go on with an attempt that waits for them, or begin one. */
    public function awaitsBuyer(int $orderId): bool
    {
        return match ($this->buyersTurn($orderId)) {
            BuyersTurn::Begin, BuyersTurn::GoOn, BuyersTurn::TryAgain => true,
            BuyersTurn::Paid, BuyersTurn::Uncertain, BuyersTurn::Over => false,
        };
    }

    /** What the buyer can do to pay the order now. */
    public function buyersTurn(int $orderId): BuyersTurn
    {
        $shown = $this->transactions->shownOfOrder($orderId);
        $state = $this->orders->state($orderId);

        return \Twint\buyers_turn(
            $shown?->phase(),
            OrderState::standing($state),
            $state !== null && $state->awaitsFirstAttempt(),
            $shown !== null && in_array(Duty::CancelOrder->value, $shown->duties, true),
        );
    }

    /** Whether the buyer may pay this order again with a new attempt. */
    public function canRetry(Transaction $transaction): bool
    {
        return $this->buyersTurn($transaction->orderId) === BuyersTurn::TryAgain;
    }

    /** A new attempt for the same order; the newest one there is comes back where canRetry() says no. */
    public function retry(Transaction $transaction): Transaction
    {
        $order = $this->canRetry($transaction) ? $this->orders->load($transaction->orderId) : null;
        if ($order === null) {
            return $this->transactions->shownOfOrder($transaction->orderId) ?? $transaction;
        }
        try {
            return $this->begin($order, $transaction->language);
        } catch (NotPayableException) {
            return $this->transactions->shownOfOrder($transaction->orderId) ?? $transaction;
        }
    }

    /**
     * Ends an order that nobody paid, for a buyer who wants to pay another way. TWINT is asked first: what it holds for the last
     * attempt pays the order, and then nothing ends.
     *
     * @return bool whether the order is cancelled and unpaid, now or before
     */
    public function giveUp(Transaction $transaction, Initiator $by): bool
    {
        $shown = $this->transactions->shownOfOrder($transaction->orderId);
        if ($shown === null) {
            return false;
        }
        $payment = $this->canBeGivenUp($shown) ? $this->awaited->take($shown, $by) : null;
        if ($payment !== null) {
            $this->work->do($payment, function (ClaimedPayment $payment): void {
                $this->recheck->run($payment);
                if ($this->canBeGivenUp($payment->transaction())) {
                    $this->book->apply($payment, Event::GivenUp);
                }
            });
        }

        return $this->isGivenUp($transaction->orderId);
    }

    /** Whether giveUp() would say yes, as far as it is known without asking TWINT. */
    public function canGiveUp(Transaction $transaction): bool
    {
        return $this->canBeGivenUp($transaction) || $this->isGivenUp($transaction->orderId);
    }

    private function isGivenUp(int $orderId): bool
    {
        return \Twint\is_given_up(
            OrderState::standing($this->orders->state($orderId)),
            $this->transactions->shownOfOrder($orderId)?->phase(),
        );
    }

    private function canBeGivenUp(Transaction $transaction): bool
    {
        return \Twint\may_give_up(
            $this->buyersTurn($transaction->orderId),
            $this->orders->state($transaction->orderId)?->isHeld() ?? false,
        );
    }

    /**
     * Does the duties that a crash left behind, without asking TWINT.
     * For the sweep.
     *
     * @return list<string> those that could not be done
     */
    public function finishDuties(int $transactionId): array
    {
        $payment = $this->claims->take($transactionId, Initiator::cron());

        return $payment === null ? [] : $this->work->do($payment, static function (): void {})->duties;
    }

    private function settleClaimed(Transaction $transaction, ?ClaimedPayment $payment): Transaction
    {
        return $payment === null
            ? $this->transactions->get($transaction->id)
            : $this->work->do($payment, fn(ClaimedPayment $payment) => $this->settlement->run($payment));
    }
}
