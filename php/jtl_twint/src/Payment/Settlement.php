<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Twint\Action;
use Twint\CancelIntent;
use Twint\Event;
use Twint\Order;
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
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly PhaseBook $book,
        private readonly MerchantFactory $merchants,
        private readonly OrderAtTwint $orderAtTwint,
    ) {
    }

    /** @throws ClaimLostException */
    public function run(ClaimedPayment $payment, ?CancelIntent $wish = null): void
    {
        if (!$this->concernsTwint($payment->transaction()) || $this->isBeingMoved($payment)) {
            return;
        }
        try {
            $order = $this->orderAtTwint->of($payment);
        } catch (ManyOrdersException) {
            $this->doubt($payment, 'several_orders', 'TWINT holds several orders under the reference.');

            return;
        } catch (OlderOrderException) {
            $this->doubt($payment, 'older_order', 'TWINT holds an order of the same reference that is older than this payment.');

            return;
        } catch (OrderGoneException) {
            $this->doubt($payment, 'order_gone', 'TWINT does not know the order any more that it once named.');

            return;
        } catch (TwintException|NotConfiguredException $exception) {
            $this->unanswered($payment, $exception);

            return;
        }
        $this->follow($payment, $order, $wish);
    }

    /**
     * Asks TWINT, and tells whether run() would have anything to write down or to do. Whether a phone has the payment is noted here.
     *
     * @throws ClaimLostException
     */
    public function hasNews(ClaimedPayment $payment, bool $wait = false): bool
    {
        if (!$this->concernsTwint($payment->transaction()) || $this->isBeingMoved($payment)) {
            return false;
        }
        try {
            $order = $this->orderAtTwint->of($payment, $wait);
        } catch (ManyOrdersException|OlderOrderException|OrderGoneException) {
            return true;
        } catch (TwintException|NotConfiguredException) {
            return self::isLate($payment->transaction());
        }
        if ($this->step($payment, $order, $this->cancelIntent($payment, null))->hasNews) {
            return true;
        }
        self::noteOnPhone($payment, $order);

        return false;
    }

    /** Notes whether a phone has the payment, while it waits for its buyer. */
    private static function noteOnPhone(ClaimedPayment $payment, ?Order $order): void
    {
        if ($order !== null && \Twint\awaits_buyer($payment->transaction()->phase())) {
            $payment->claim->noteOnPhone($order->onPhone);
        }
    }

    /**
     * Whether an answer about an attempt that waits for its buyer brings nothing to do. Whether a phone has the payment is noted here.
     *
     * @throws ClaimLostException
     */
    public static function bringsNothing(ClaimedPayment $payment, Order $order): bool
    {
        $nothing = self::isNothingNew($payment->transaction(), $order);
        if ($nothing) {
            self::noteOnPhone($payment, $order);
        }

        return $nothing;
    }

    private static function isNothingNew(Transaction $row, Order $order): bool
    {
        return (
            $row->canBePaid()
            && \Twint\only_waits($row->phase(), $row->expired, $row->duties !== [])
            && !\Twint\next_step($row->payment(), $order)->hasNews
        );
    }

    /**
     * The same as run() with an answer that is there already, and perhaps a second one.
     *
     * @throws ClaimLostException
     */
    public function continueWith(
        ClaimedPayment $payment,
        Order|TwintException $answer,
        ?SentCancel $cancel = null,
    ): void {
        if ($this->isBeingMoved($payment)) {
            return;
        }
        match (true) {
            $answer instanceof StateConflictException => $this->run($payment),
            $answer instanceof TwintException => $this->unanswered($payment, $answer),
            default => $this->follow($payment, $answer, null, $cancel),
        };
    }

    /**
     * For whoever cancels many at once: notes the operation where that is what follows from the order, to be sent at once.
     *
     * @return int|null null: it is not to be cancelled
     * @throws ClaimLostException
     */
    public function noteCancel(ClaimedPayment $payment, Order $order): ?int
    {
        $intent = $this->cancelIntent($payment, null);
        if ($intent === null || $this->isBeingMoved($payment)) {
            return null;
        }
        if ($this->step($payment, $order, $intent)->action !== Action::Cancel) {
            return null;
        }
        $payment->claim->renew();

        return $this->sendingCancel($payment, $order->uuid, $intent);
    }

    /** An attempt that was over here is taken up again with the order that TWINT holds for it. */
    public function resume(ClaimedPayment $payment, Order $order): void
    {
        $this->doubt($payment, 'money_at_twint', 'TWINT holds money for an attempt that was over here.');
        $this->follow($payment, $order, null);
    }

    /** What the extension makes of the order, with all that was sent for the payment. */
    private function step(
        ClaimedPayment $payment,
        ?Order $order,
        ?CancelIntent $intent = null,
        int $unrecognisedSeconds = 0,
    ): Step {
        $transaction = $payment->transaction();

        return \Twint\next_step(
            $transaction->payment(),
            $order,
            $intent === null ? null : \Twint\end_wish($intent),
            Operation::calls($this->operations->ofTransaction($transaction->id)),
            $unrecognisedSeconds,
            $transaction->authorisedAt !== null,
            $transaction->checkIn !== null,
        );
    }

    /** Whether there is still something to learn from TWINT. */
    private function concernsTwint(Transaction $transaction): bool
    {
        return \Twint\is_unsettled($transaction->phase());
    }

    /** TWINT's order says nothing reliable while a wish to move its money has no known end; that is found out first. */
    private function isBeingMoved(ClaimedPayment $payment): bool
    {
        $open = $this->operations->open($payment->id());

        return $open !== null && \Twint\obscures_order($open->kind());
    }

    private function follow(
        ClaimedPayment $payment,
        ?Order $order,
        ?CancelIntent $wish,
        ?SentCancel $cancel = null,
    ): void {
        $acted = false;
        while (true) {
            $intent = $this->cancelIntent($payment, $wish);
            $step = $this->step($payment, $order, $intent);
            if ($step->unrecognised) {
                $step = $this->stepOfUnrecognised($payment, $order, $intent);
            }
            if (!$step->ours) {
                $this->doubt($payment, 'other_amount', 'TWINT names another amount or reference.');

                return;
            }
            $this->resolve($payment, $step, $order);
            if ($step->event !== null) {
                $this->happened($payment, $step, $step->event, $order);
            }
            self::noteOnPhone($payment, $order);
            // What was refused a moment ago is not tried again at once.
            if ($acted || $step->action !== Action::Capture && $step->action !== Action::Cancel) {
                return;
            }
            $acted = true;
            $order = $step->action === Action::Capture
                ? $this->capture($payment)
                : $this->cancel($payment, $intent ?? CancelIntent::Merchant, $cancel);
            if ($order === null) {
                return;
            }
        }
    }

    /** Notes since when nobody knows the order's state, so that the extension can tell when that is too long. */
    private function stepOfUnrecognised(ClaimedPayment $payment, ?Order $order, ?CancelIntent $intent): Step
    {
        $seconds = $this->events->secondsSince($payment->id(), self::UNRECOGNISED);
        if ($seconds === null) {
            $said = trim(($order->status ?? '') . ' ' . ($order->reason ?? ''));
            $this->events->note($payment->transaction(), $payment->by, self::UNRECOGNISED, $said);
        }

        return $this->step($payment, $order, $intent, $seconds ?? 0);
    }

    /** Writes down what became of calls whose end nobody knew. */
    private function resolve(ClaimedPayment $payment, Step $step, ?Order $order): void
    {
        if ($step->started !== null) {
            $this->operations->resolve($payment->id(), Operation::START, $step->started, $order?->uuid);
        }
        if ($step->captured !== null) {
            $this->operations->resolve($payment->id(), Operation::CAPTURE, $step->captured);
        }
        if ($step->cancelled !== null) {
            $this->operations->resolve($payment->id(), Operation::CANCEL, $step->cancelled);
        }
    }

    private function happened(ClaimedPayment $payment, Step $step, Event $event, ?Order $order): void
    {
        $transaction = $payment->transaction();
        $changes = [];
        if ($order !== null && $transaction->twintUuid === null) {
            $changes['twint_uuid'] = $order->uuid;
        }
        if ($order !== null && $order->feeInFrancs !== null) {
            $changes['twint_fee'] = $order->feeInFrancs;
        }
        if ($step->booking !== null) {
            $changes += ['captured' => $step->booking->captured, 'closed' => (int) $step->booking->closed];
        }
        $cancel = $this->operations->latest($transaction->id, Operation::CANCEL);
        $after = \Twint\aftermath(
            $transaction->phase(),
            $event,
            CancelIntent::tryFrom($cancel->intent ?? ''),
            $step->reason,
        );
        if ($after->forgetsCode) {
            $changes += Transaction::WITHOUT_CODE;
        }
        $reason = $after->reason === null ? null : mb_substr($after->reason, 0, 64);
        if (!$after->keepsReason && $reason !== $transaction->reason) {
            $changes['reason'] = $reason;
        }
        $this->book->apply($payment, $event, $changes, (string) $step->reason);
    }

    /** Why to cancel it, as long as nobody has approved; null: it may wait. */
    private function cancelIntent(ClaimedPayment $payment, ?CancelIntent $wish): ?CancelIntent
    {
        $transaction = $payment->transaction();

        return \Twint\cancel_intent($wish, $transaction->canBePaid(), $transaction->expired);
    }

    /** Takes the whole amount. Null: there is no answer to go on with. */
    private function capture(ClaimedPayment $payment): ?Order
    {
        $transaction = $payment->transaction();
        $merchant = $this->merchants->for($transaction);
        $payment->claim->renew();
        $operation = $this->operations->sent(
            $transaction,
            Operation::CAPTURE,
            $payment->by,
            $transaction->reference,
            $transaction->amount,
            true,
        );
        try {
            $order = \Twint\capture($merchant, (string) $transaction->twintUuid, $transaction->amount, true);
            $this->operations->finished($operation, Operation::DONE);

            return $order;
        } catch (TwintException $exception) {
            return Trouble::mayHaveHappened($exception)
                ? $this->lost($payment, $operation, $exception, Event::CaptureLost)
                : $this->refused($payment, $operation, $exception, 'capture_refused');
        }
    }

    /** Null: there is no answer to go on with. */
    private function cancel(ClaimedPayment $payment, CancelIntent $intent, ?SentCancel $sent): ?Order
    {
        $transaction = $payment->transaction();
        $merchant = $this->merchants->for($transaction);
        $payment->claim->renew();
        $uuid = (string) $transaction->twintUuid;
        $operation = $sent->operation ?? $this->sendingCancel($payment, $uuid, $intent);
        try {
            $order = $sent?->order() ?? \Twint\cancel($merchant, $uuid);
            $this->operations->finished($operation, Operation::DONE);

            return $order;
        } catch (TwintException $exception) {
            return Trouble::mayHaveHappened($exception)
                ? $this->lost($payment, $operation, $exception, Event::CancelLost)
                : $this->refused($payment, $operation, $exception, 'cancel_refused');
        }
    }

    private function sendingCancel(ClaimedPayment $payment, string $uuid, CancelIntent $intent): int
    {
        return $this->operations->sent(
            $payment->transaction(),
            Operation::CANCEL,
            $payment->by,
            intent: $intent,
            twintUuid: $uuid,
        );
    }

    private function lost(
        ClaimedPayment $payment,
        int $operation,
        TwintException $exception,
        Event $event,
    ): null {
        $this->operations->broke($operation, Operation::UNKNOWN, $exception);
        $this->book->apply($payment, $event, ['reason' => $event->value], $exception->getMessage());

        return null;
    }

    /** @return Order|null which shows why: declined, captured or cancelled by another in the meantime */
    private function refused(
        ClaimedPayment $payment,
        int $operation,
        TwintException $exception,
        string $event,
    ): ?Order {
        $this->operations->broke($operation, Operation::REFUSED, $exception);
        $this->events->note($payment->transaction(), $payment->by, $event, $exception->getMessage());

        return $exception instanceof StateConflictException ? $exception->order : null;
    }

    /** TWINT could not be asked: nothing is known, and nothing may be cancelled for that. */
    private function unanswered(ClaimedPayment $payment, \Throwable $exception): void
    {
        if (self::isLate($payment->transaction())) {
            $word = $exception instanceof TwintException ? Trouble::word($exception) : 'not_configured';
            $this->doubt($payment, $word, $exception->getMessage());
        }
    }

    /** Whether silence of TWINT is worth a doubt. */
    public static function isLate(Transaction $transaction): bool
    {
        return \Twint\is_doubtful_without_answer($transaction->phase(), $transaction->expired);
    }

    private function doubt(ClaimedPayment $payment, string $reason, string $message): void
    {
        $changes = $payment->transaction()->reason === $reason ? [] : ['reason' => $reason];
        $this->book->apply($payment, Event::Doubted, $changes, $message);
    }
}
