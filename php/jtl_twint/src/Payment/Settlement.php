<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Twint\Action;
use Twint\Actor;
use Twint\Event;
use Twint\Order;
use Twint\OutcomeUnknownException;
use Twint\Phase;
use Twint\Resumption;
use Twint\StateConflictException;
use Twint\Step;
use Twint\TwintException;

/**
 * One step towards the end of an attempt, by whoever holds its claim: what TWINT says, the event it means, the action
 * that follows, and again. It decides nothing: next_step() of the extension does.
 */
final class Settlement
{
    /** The event of an order in a state that nobody knows. */
    private const UNRECOGNISED = 'order_unrecognised';

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly PhaseBook $book,
        private readonly MerchantFactory $merchants,
        private readonly OrderGateway $orders,
    ) {
    }

    /**
     * @throws ClaimLostException
     */
    public function run(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        ?CancelIntent $wish = null,
    ): Transaction {
        if (!$this->concernsTwint($transaction) || $this->isBeingMoved($transaction)) {
            return $transaction;
        }
        try {
            $order = $this->ask($transaction, $claim);
        } catch (ManyOrdersException) {
            return $this->doubt(
                $transaction,
                $claim,
                $actor,
                $name,
                'several_orders',
                'TWINT holds several orders under the reference.',
            );
        } catch (OrderGoneException) {
            return $this->doubt(
                $transaction,
                $claim,
                $actor,
                $name,
                'order_gone',
                'TWINT does not know the order any more that it once named.',
            );
        } catch (TwintException|NotConfiguredException $exception) {
            return $this->unanswered($transaction, $claim, $actor, $name, $exception);
        }

        return $this->follow($transaction, $claim, $actor, $name, $order, $wish);
    }

    /**
     * The same with an answer that is there already, and perhaps a second one.
     *
     * @throws ClaimLostException
     */
    public function continueWith(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        Order|TwintException $answer,
        ?SentCancel $cancel = null,
    ): Transaction {
        if ($this->isBeingMoved($transaction)) {
            return $transaction;
        }
        if ($answer instanceof StateConflictException) {
            return $this->run($transaction, $claim, $actor, $name);
        }

        return $answer instanceof TwintException
            ? $this->unanswered($transaction, $claim, $actor, $name, $answer)
            : $this->follow($transaction, $claim, $actor, $name, $answer, null, $cancel);
    }

    /**
     * For whoever cancels many at once: notes the operation where that is what follows from the order, to be sent at once.
     *
     * @return int|null null: it is not to be cancelled
     * @throws ClaimLostException
     */
    public function noteCancel(Transaction $transaction, string $claim, Actor $actor, string $name, Order $order): ?int
    {
        $intent = $this->whyToCancel($transaction, $order, null);
        if ($intent === null || $this->isBeingMoved($transaction)) {
            return null;
        }
        if ($this->step($transaction, $order, $intent)->action !== Action::Cancel) {
            return null;
        }
        $this->hold($transaction, $claim);

        return $this->sendingCancel($transaction, $order->uuid, $actor, $name, $intent);
    }

    /** TWINT's order says nothing reliable while a wish to move its money has no known end; that is found out first. */
    private function isBeingMoved(Transaction $transaction): bool
    {
        $kind = $this->operations->open($transaction->id)?->kind();

        return $kind === Operation::CAPTURE || $kind === Operation::REFUND;
    }

    /**
     * The same for an attempt that may be over here. An order is paid once: what TWINT holds for this attempt is taken up
     * again, released, or left for the merchant to pay back, as its other attempts stand.
     *
     * @throws ClaimLostException
     */
    public function recheck(Transaction $transaction, string $claim, Actor $actor, string $name): Rechecked
    {
        if ($transaction->phase !== 'cancelled' && $transaction->phase !== 'failed') {
            return new Rechecked($this->run($transaction, $claim, $actor, $name));
        }
        try {
            $order = $this->ask($transaction, $claim);
        } catch (TwintException|NotConfiguredException|ManyOrdersException|OrderGoneException) {
            return new Rechecked($transaction);
        }
        if ($order === null) {
            return new Rechecked($transaction);
        }
        $resumption = $this->step($transaction, $order, null)->ours
            ? \Twint\resumption($order, $this->isCancelled($transaction), $this->phasesOfOthers($transaction))
            : Resumption::Ask;
        $after = match ($resumption) {
            Resumption::Leave => $this->isOverThereToo($transaction),
            Resumption::Resume => $this->resume($transaction, $claim, $actor, $name, $order),
            Resumption::Release => $this->release($transaction, $claim, $actor, $name, $order),
            Resumption::Refund, Resumption::Ask => $this->leaveToMerchant($transaction, $actor, $name, $order),
        };

        return new Rechecked($after, $resumption);
    }

    /** Whether the order in the shop was cancelled or deleted. */
    private function isCancelled(Transaction $transaction): bool
    {
        return $this->orders->state($transaction->orderId)?->isCancelled() ?? true;
    }

    /** @return list<Phase> of the other attempts of the order */
    private function phasesOfOthers(Transaction $transaction): array
    {
        $others = array_filter(
            $this->transactions->ofOrder($transaction->orderId),
            static fn(Transaction $other): bool => $other->id !== $transaction->id,
        );

        return array_values(array_map(static fn(Transaction $other): Phase => $other->phase(), $others));
    }

    private function isOverThereToo(Transaction $transaction): Transaction
    {
        $this->operations->resolve($transaction->id, Operation::CANCEL, true);

        return $transaction;
    }

    private function resume(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        Order $order,
    ): Transaction {
        $message = 'TWINT holds money for an attempt that was over here.';
        $doubted = $this->doubt($transaction, $claim, $actor, $name, 'money_at_twint', $message);

        return $this->follow($doubted, $claim, $actor, $name, $order, null);
    }

    /** Cancels at TWINT what is over here. Where that fails, the two differ as before, and the reconciliation shows it again. */
    private function release(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        Order $order,
    ): Transaction {
        $calls = SentCalls::of($this->operations->ofTransaction($transaction->id));
        if ($calls->cancelLost && !$calls->cancelledLongAgo) {
            return $transaction;
        }
        $this->operations->resolve($transaction->id, Operation::CANCEL, false);
        $this->hold($transaction, $claim);
        $operation = $this->sendingCancel($transaction, $order->uuid, $actor, $name, CancelIntent::Merchant);
        try {
            \Twint\cancel($this->merchants->for($transaction), $order->uuid);
            $this->operations->finished($operation, Operation::DONE);
            $this->events->note($transaction, $actor->value, $name, 'released', '');
        } catch (TwintException $exception) {
            $isUnknown = $exception instanceof OutcomeUnknownException;
            $this->operations->broke($operation, $isUnknown ? Operation::UNKNOWN : Operation::REFUSED, $exception);
            $this->events->note($transaction, $actor->value, $name, 'cancel_refused', $exception->getMessage());
        }

        return $transaction;
    }

    private function leaveToMerchant(Transaction $transaction, Actor $actor, string $name, Order $order): Transaction
    {
        $said = trim(($order->status ?? '') . ' ' . ($order->reason ?? ''));
        $this->events->note($transaction, $actor->value, $name, 'replaced', $said);

        return $transaction;
    }

    /** Whether there is still something to learn from TWINT. */
    public function concernsTwint(Transaction $transaction): bool
    {
        return $transaction->isOpen() || $transaction->phase === 'partially_captured';
    }

    /**
     * Null: TWINT holds nothing under the reference of a start without an answer.
     *
     * @throws TwintException
     * @throws NotConfiguredException
     * @throws ManyOrdersException
     * @throws OrderGoneException
     * @throws ClaimLostException
     */
    private function ask(Transaction $transaction, string $claim): ?Order
    {
        $merchant = $this->merchants->for($transaction);
        $this->hold($transaction, $claim);
        $uuid = $transaction->twintUuid;
        if ($uuid !== null) {
            try {
                return \Twint\poll($merchant, $uuid);
            } catch (StateConflictException) {
                // A refusal to speak of an order that was named once says nothing about its money; searching may.
            }
        }
        $found = \Twint\find($merchant, $transaction->reference);
        if ($uuid !== null) {
            $named = array_filter($found, static fn(Order $order): bool => $order->uuid === $uuid);

            return array_values($named)[0] ?? throw new OrderGoneException();
        }
        if (count($found) > 1) {
            throw new ManyOrdersException();
        }

        return $found[0] ?? null;
    }

    private function follow(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        ?Order $order,
        ?CancelIntent $wish,
        ?SentCancel $cancel = null,
    ): Transaction {
        $acted = false;
        while (true) {
            $intent = $this->whyToCancel($transaction, $order, $wish);
            $step = $this->step($transaction, $order, $intent);
            if ($step->unrecognised) {
                $step = $this->stepOfUnrecognised($transaction, $actor, $name, $order, $intent);
            }
            if (!$step->ours) {
                return $this->doubt(
                    $transaction,
                    $claim,
                    $actor,
                    $name,
                    'other_amount',
                    'TWINT names another amount or reference.',
                );
            }
            $this->resolve($transaction, $step, $order);
            if ($step->event !== null) {
                $transaction = $this->happened($transaction, $claim, $actor, $name, $step, $step->event, $order);
            }
            // What was refused a moment ago is not tried again at once.
            if ($acted || $step->action !== Action::Capture && $step->action !== Action::Cancel) {
                return $transaction;
            }
            $acted = true;
            [$transaction, $order, $goOn] = $step->action === Action::Capture
                ? $this->capture($transaction, $claim, $actor, $name)
                : $this->cancel($transaction, $claim, $actor, $name, $intent ?? CancelIntent::Merchant, $cancel);
            if (!$goOn) {
                return $transaction;
            }
        }
    }

    /** Notes since when nobody knows the order's state, so that the extension can tell when that is too long. */
    private function stepOfUnrecognised(
        Transaction $transaction,
        Actor $actor,
        string $name,
        ?Order $order,
        ?CancelIntent $intent,
    ): Step {
        $seconds = $this->events->secondsSince($transaction->id, self::UNRECOGNISED);
        if ($seconds === null) {
            $said = trim(($order->status ?? '') . ' ' . ($order->reason ?? ''));
            $this->events->note($transaction, $actor->value, $name, self::UNRECOGNISED, $said);
        }

        return $this->step($transaction, $order, $intent, $seconds ?? 0);
    }

    private function step(
        Transaction $transaction,
        ?Order $order,
        ?CancelIntent $intent,
        int $unrecognisedSeconds = 0,
    ): Step {
        $calls = SentCalls::of($this->operations->ofTransaction($transaction->id));

        return \Twint\next_step(
            $transaction->payment(),
            $order,
            $intent?->wish(),
            $calls->cancelledFor?->sentFor(),
            $calls->cancelledLongAgo,
            $calls->partLost,
            $unrecognisedSeconds,
            $calls->cancelLost,
            $transaction->authorisedAt !== null,
        );
    }

    /** Writes down what became of calls whose end nobody knew. */
    private function resolve(Transaction $transaction, Step $step, ?Order $order): void
    {
        if ($step->started !== null) {
            $this->operations->resolve($transaction->id, Operation::START, $step->started, $order?->uuid);
        }
        if ($step->captured !== null) {
            $this->operations->resolve($transaction->id, Operation::CAPTURE, $step->captured);
        }
        if ($step->cancelled !== null) {
            $this->operations->resolve($transaction->id, Operation::CANCEL, $step->cancelled);
        }
    }

    private function happened(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        Step $step,
        Event $event,
        ?Order $order,
    ): Transaction {
        $changes = [];
        if ($order !== null && $transaction->twintUuid === null) {
            $changes['twint_uuid'] = $order->uuid;
        }
        if ($step->booking !== null) {
            $changes += ['captured' => $step->booking->captured, 'closed' => (int) $step->booking->closed];
        }
        $to = \Twint\transition($transaction->phase(), $event, Actor::Twint)->to->value;
        if (!in_array($to, Transaction::OPEN, true)) {
            $changes += ['pairing_token' => null, 'qr_code' => null];
            if ($to !== $transaction->phase) {
                $changes['reason'] =
                    $to === 'cancelled' || $to === 'failed'
                        ? mb_substr($this->reason($transaction, $event, $step->reason), 0, 64)
                        : null;
            }
        } elseif ($to === 'pending' || $to === 'authorised') {
            $changes += $transaction->reason === null ? [] : ['reason' => null];
        }

        return $this->book->apply($transaction, $claim, $event, $actor, $name, $changes, (string) $step->reason);
    }

    private function reason(Transaction $transaction, Event $event, ?string $reason): string
    {
        $cancel = $this->operations->latest($transaction->id, Operation::CANCEL);
        if ($cancel !== null && CancelIntent::tryFrom($cancel->intent() ?? '') === CancelIntent::Lost) {
            return 'start_lost';
        }

        return match ($event) {
            Event::TimedOut => 'timeout',
            Event::CancelledByBuyer => 'cancelled_by_buyer',
            Event::CancelledByMerchant => 'cancelled_by_merchant',
            Event::NotFound => 'not_started',
            default => $reason ?? $event->value,
        };
    }

    /** Why somebody wants it ended; null: nobody does. */
    private function whyToCancel(Transaction $transaction, ?Order $order, ?CancelIntent $wish): ?CancelIntent
    {
        if ($order === null) {
            return null;
        }

        return match (true) {
            $wish === CancelIntent::Merchant => $wish,
            // The answer with the digits was lost: nobody can ever pay it.
            $transaction->pairingToken === null => CancelIntent::Lost,
            $wish !== null => $wish,
            $transaction->expired => CancelIntent::Timeout,
            default => null,
        };
    }

    /**
     * Takes the whole amount.
     *
     * @return array{Transaction, Order|null, bool} whether there is an answer to go on with
     */
    private function capture(Transaction $transaction, string $claim, Actor $actor, string $name): array
    {
        $merchant = $this->merchants->for($transaction);
        $this->hold($transaction, $claim);
        $uuid = (string) $transaction->twintUuid;
        $operation = $this->operations->sent(
            $transaction->id,
            Operation::CAPTURE,
            $actor->value,
            $name,
            $transaction->reference,
            $transaction->amount,
            true,
            $uuid,
        );
        try {
            $order = \Twint\capture($merchant, $uuid, $transaction->amount, true);
            $this->operations->finished($operation, Operation::DONE);

            return [$transaction, $order, true];
        } catch (OutcomeUnknownException $exception) {
            return $this->lost($transaction, $claim, $operation, $exception, Event::CaptureLost, $actor, $name);
        } catch (TwintException $exception) {
            return $this->refused($transaction, $operation, $exception, $actor, $name, 'capture_refused');
        }
    }

    /** @return array{Transaction, Order|null, bool} */
    private function cancel(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        CancelIntent $intent,
        ?SentCancel $sent,
    ): array {
        $merchant = $this->merchants->for($transaction);
        $this->hold($transaction, $claim);
        $uuid = (string) $transaction->twintUuid;
        $operation = $sent->operation ?? $this->sendingCancel($transaction, $uuid, $actor, $name, $intent);
        try {
            $order = $sent?->order() ?? \Twint\cancel($merchant, $uuid);
            $this->operations->finished($operation, Operation::DONE);

            return [$transaction, $order, true];
        } catch (OutcomeUnknownException $exception) {
            return $this->lost($transaction, $claim, $operation, $exception, Event::CancelLost, $actor, $name);
        } catch (TwintException $exception) {
            return $this->refused($transaction, $operation, $exception, $actor, $name, 'cancel_refused');
        }
    }

    private function sendingCancel(
        Transaction $transaction,
        string $uuid,
        Actor $actor,
        string $name,
        CancelIntent $intent,
    ): int {
        return $this->operations->sent(
            $transaction->id,
            Operation::CANCEL,
            $actor->value,
            $name,
            twintUuid: $uuid,
            intent: $intent,
        );
    }

    /** @return array{Transaction, Order|null, bool} */
    private function lost(
        Transaction $transaction,
        string $claim,
        int $operation,
        OutcomeUnknownException $exception,
        Event $event,
        Actor $actor,
        string $name,
    ): array {
        $message = $exception->getMessage();
        $this->operations->broke($operation, Operation::UNKNOWN, $exception);
        $changes = ['reason' => $event->value];

        return [$this->book->apply($transaction, $claim, $event, $actor, $name, $changes, $message), null, false];
    }

    /** @return array{Transaction, Order|null, bool} */
    private function refused(
        Transaction $transaction,
        int $operation,
        TwintException $exception,
        Actor $actor,
        string $name,
        string $event,
    ): array {
        $this->operations->broke($operation, Operation::REFUSED, $exception);
        $this->events->note($transaction, $actor->value, $name, $event, $exception->getMessage());
        // The order shows why: declined, captured or cancelled by another in the meantime.
        $order = $exception instanceof StateConflictException ? $exception->order : null;

        return [$transaction, $order, $order !== null];
    }

    /** TWINT could not be asked: nothing is known, and nothing may be cancelled for that. */
    private function unanswered(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        \Throwable $exception,
    ): Transaction {
        $late = $transaction->phase === 'created' || $transaction->phase === 'pending' && $transaction->expired;
        if (!$late) {
            return $transaction;
        }
        $word = $exception instanceof TwintException ? Trouble::word($exception) : 'not_configured';

        return $this->doubt($transaction, $claim, $actor, $name, $word, $exception->getMessage());
    }

    private function doubt(
        Transaction $transaction,
        string $claim,
        Actor $actor,
        string $name,
        string $reason,
        string $message,
    ): Transaction {
        $changes = $transaction->reason === $reason ? [] : ['reason' => $reason];

        return $this->book->apply($transaction, $claim, Event::Doubted, $actor, $name, $changes, $message);
    }

    /** @throws ClaimLostException */
    private function hold(Transaction $transaction, string $claim): void
    {
        if (!$this->transactions->renew($transaction->id, $claim)) {
            throw new ClaimLostException();
        }
    }
}
