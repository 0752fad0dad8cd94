<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Psr\Log\LoggerInterface;
use Twint\Actor;

/**
 * The one door to a payment, for the pay page, the cron job, the admin and Wawi alike.
 * Nothing here throws for trouble with TWINT: the trouble is in the row that comes back.
 */
final class PaymentService
{
    private const WAITS = 10;
    private const WAIT_MICROSECONDS = 200_000;

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Starter $starter,
        private readonly Settlement $settlement,
        private readonly Duties $duties,
        private readonly Pace $pace,
        private readonly OrderGateway $orders,
        private readonly LiveShop $liveShop,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * Starts an attempt, or returns the one that is open or already paid.
     *
     * @throws NotPayableException where the order can have none: gone, over, or nothing to pay
     */
    public function begin(Bestellung $order, string $languageIso): Transaction
    {
        [$transaction, $claim] = $this->starter->note($order, $languageIso);
        if ($claim === null) {
            return $transaction;
        }

        return $this->underClaim($transaction->id, $claim, fn(Transaction $fresh): Transaction => $this->starter->start(
            $fresh,
            $claim,
        ));
    }

    /** Whether an order without an attempt may have its first. */
    public function canBegin(Bestellung $order): bool
    {
        $state = $this->orders->state((int) $order->kBestellung);

        return $state !== null && $state->waitsForPayment() && $this->starter->isPayable($order);
    }

    /** Asks TWINT how the attempt stands and does what follows. Returns the row as it stands if another is just doing that. */
    public function settle(Transaction $transaction, Actor $actor, string $name = ''): Transaction
    {
        return $this->settleWith($transaction, $this->transactions->claim($transaction->id), $actor, $name);
    }

    /** The same, if TWINT may be asked again by now: for pages that ask often. Claims by itself: at most one caller asks. */
    public function settleIfDue(Transaction $transaction, Actor $actor, string $name = ''): Transaction
    {
        return $this->settleWith($transaction, $this->transactions->claim($transaction->id, true), $actor, $name);
    }

    /** The same, also for an attempt that is over here: the reconciliation found that TWINT sees it otherwise. */
    public function recheck(Transaction $transaction, Actor $actor, string $name = ''): Rechecked
    {
        $claim = $this->waitForClaim($transaction->id);
        if ($claim === null) {
            return new Rechecked($this->transactions->get($transaction->id));
        }
        $resumption = null;
        $after = $this->underClaim($transaction->id, $claim, function (Transaction $fresh) use (
            $claim,
            $actor,
            $name,
            &$resumption,
        ): Transaction {
            $rechecked = $this->settlement->recheck($fresh, $claim, $actor, $name);
            $resumption = $rechecked->resumption;

            return $rechecked->transaction;
        });

        return new Rechecked($after, $resumption);
    }

    /** Ends an attempt nobody approved yet (the admin: also an approved one). Asks TWINT first: it may be paid by now. */
    public function cancel(Transaction $transaction, Actor $actor, string $name = ''): Transaction
    {
        $claim = $this->waitForClaim($transaction->id);
        if ($claim === null) {
            return $this->transactions->get($transaction->id);
        }
        $wish = $actor === Actor::Buyer ? CancelIntent::Buyer : CancelIntent::Merchant;

        return $this->underClaim(
            $transaction->id,
            $claim,
            fn(Transaction $fresh): Transaction => $this->settlement->run($fresh, $claim, $actor, $name, $wish),
        );
    }

    /** Whether the buyer may pay the order now: go on with an attempt that waits for them, or begin one. */
    public function awaitsBuyer(int $orderId): bool
    {
        $latest = $this->transactions->latestOfOrder($orderId);

        return match (true) {
            $latest === null => $this->orders->state($orderId)?->waitsForPayment() === true,
            in_array($latest->phase, ['created', 'pending'], true) => true,
            default => $this->canRetry($latest),
        };
    }

    /** Whether the buyer may pay this order again with a new attempt. */
    public function canRetry(Transaction $transaction): bool
    {
        $latest = $this->transactions->latestOfOrder($transaction->orderId);
        if (
            $latest === null
            || $latest->isOpen()
            || $latest->isPaid()
            || in_array('cancel_order', $latest->duties, true)
        ) {
            return false;
        }
        $state = $this->orders->state($transaction->orderId);

        return $state !== null && $state->isOpen();
    }

    /** A new attempt for the same order; the newest one there is comes back where canRetry() says no. */
    public function retry(Transaction $transaction): Transaction
    {
        $order = $this->canRetry($transaction) ? $this->orders->load($transaction->orderId) : null;
        if ($order === null) {
            return $this->transactions->latestOfOrder($transaction->orderId) ?? $transaction;
        }
        try {
            return $this->begin($order, $transaction->language);
        } catch (NotPayableException) {
            return $this->transactions->latestOfOrder($transaction->orderId) ?? $transaction;
        }
    }

    /**
     * Does the duties that a crash left behind, without asking TWINT.
     * For the sweep.
     *
     * @return list<string> those that could not be done
     */
    public function finishDuties(int $transactionId): array
    {
        $claim = $this->transactions->claim($transactionId);

        return (
            $claim === null
                ? []
                : $this->underClaim(
                    $transactionId,
                    $claim,
                    static fn(Transaction $fresh): Transaction => $fresh,
                )->duties
        );
    }

    /**
     * Runs the work for the holder of the claim, does the duties before and after it, and gives the claim back.
     *
     * @param callable(Transaction): Transaction $work
     */
    public function underClaim(int $transactionId, string $claim, callable $work): Transaction
    {
        [$transaction, $trouble] = $this->workUnderClaim($transactionId, $claim, $work);
        if ($trouble !== null) {
            // What was written is written; the sweep comes back for the rest.
            $this->logger->error('TWINT {reference}: {error}', [
                'reference' => $transaction->reference,
                'error' => $trouble->getMessage(),
            ]);
        }

        return $transaction;
    }

    /**
     * The same for the sweep, which counts what keeps failing: what broke the work off is thrown once the claim is given back.
     *
     * @param callable(Transaction): Transaction $work
     * @throws \Throwable
     */
    public function underClaimOrThrow(int $transactionId, string $claim, callable $work): Transaction
    {
        [$transaction, $trouble] = $this->workUnderClaim($transactionId, $claim, $work);

        return $trouble === null ? $transaction : throw $trouble;
    }

    /**
     * Does the last that is to be done for an attempt, which rests from then on. What breaks off is done by a later sweep.
     *
     * @param callable(Transaction): Transaction $work
     * @throws \Throwable what broke it off
     */
    public function endUnderClaim(int $transactionId, string $claim, callable $work): void
    {
        $isOver = false;
        $this->underClaimOrThrow($transactionId, $claim, static function (Transaction $fresh) use (
            $work,
            &$isOver,
        ): Transaction {
            $after = $work($fresh);
            $isOver = true;

            return $after;
        });
        if ($isOver) {
            $this->transactions->rest($transactionId);
        }
    }

    /**
     * @param callable(Transaction): Transaction $work
     * @return array{Transaction, \Throwable|null} the payment afterwards, and what broke the work off
     */
    private function workUnderClaim(int $transactionId, string $claim, callable $work): array
    {
        $began = hrtime(true);
        $trouble = null;
        try {
            $work($this->duties->perform($this->transactions->get($transactionId)));
        } catch (ClaimLostException) {
            return [$this->transactions->get($transactionId), null];
        } catch (\Throwable $exception) {
            $trouble = $exception;
        }
        $transaction = $this->duties->perform($this->transactions->get($transactionId));
        $took = (hrtime(true) - $began) / 1e9;
        $this->transactions->release($transactionId, $claim, $this->pace->secondsToNext($transaction, $took));

        return [$this->transactions->get($transactionId), $trouble];
    }

    private function settleWith(Transaction $transaction, ?string $claim, Actor $actor, string $name): Transaction
    {
        if ($claim === null) {
            return $this->transactions->get($transaction->id);
        }

        return $this->underClaim(
            $transaction->id,
            $claim,
            fn(Transaction $fresh): Transaction => $this->settlement->run($fresh, $claim, $actor, $name),
        );
    }

    /** The right to call TWINT, for an act that somebody waits for; null: another holds it for long, or it is for no one here. */
    public function waitForClaim(int $transactionId): ?string
    {
        if ($this->belongsElsewhere($this->transactions->get($transactionId))) {
            return null;
        }
        for ($wait = 0; $wait < self::WAITS; $wait++) {
            $claim = $this->transactions->claim($transactionId);
            if ($claim !== null) {
                return $claim;
            }
            usleep(self::WAIT_MICROSECONDS);
        }

        return null;
    }

    /** Whether it is a live payment and this shop a copy of the live one, so that nobody gets a claim here. */
    public function belongsElsewhere(Transaction $transaction): bool
    {
        return !$this->liveShop->mayTouch($transaction->environment);
    }
}
