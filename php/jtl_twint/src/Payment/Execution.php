<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Twint\Inquiry;
use Twint\InvalidArgumentException;
use Twint\OperationKind;
use Twint\Order;
use Twint\StateConflictException;
use Twint\TwintException;
use Twint\UnavailableException;

/**
 * Sends a wish that is written down, finds out what became of it, and writes that down: first that it was done, then
 * phase and sums in one database transaction. Whoever calls holds the payment's claim.
 */
final class Execution
{
    public function __construct(
        private readonly Database $database,
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly PhaseBook $book,
        private readonly Settlement $settlement,
        private readonly MerchantFactory $merchants,
    ) {
    }

    /** Why nothing can be sent at all; null: it can. */
    public function whyNotReady(Transaction $transaction): ?Outcome
    {
        try {
            $this->merchants->for($transaction);

            return null;
        } catch (NotConfiguredException $exception) {
            return new Outcome(
                OutcomeKind::Refused,
                $transaction,
                word: 'not_configured',
                message: $exception->getMessage(),
            );
        }
    }

    /** Whether only the merchant can tell what became of it, from TWINT's portal. */
    public function needsHuman(Transaction $transaction, Operation $operation): bool
    {
        return \Twint\needs_merchant(
            $operation->kind(),
            $operation->state(),
            $operation->isOld(),
            $operation->isLongWithoutOutcome(),
            $operation->isFinal(),
            $transaction->captured,
        );
    }

    /** @throws ClaimLostException */
    public function send(ClaimedPayment $payment, Operation $operation): Outcome
    {
        try {
            $payment->claim->renew();
        } catch (ClaimLostException $exception) {
            $this->operations->finished($operation->id, Operation::REFUSED);
            $this->operations->noteBooked($operation->id);
            throw $exception;
        }
        try {
            $answer = $this->call($payment->transaction(), $operation);
        } catch (TwintException|NotConfiguredException $exception) {
            $answer = $exception;
        }
        $exchange = \Twint\last_exchange();
        try {
            return match (true) {
                $answer instanceof Order => $this->answered($payment, $operation, $answer),
                $answer instanceof NotConfiguredException => $this->refused($payment, $operation, $answer),
                Trouble::mayHaveHappened($answer) => $this->lost($payment, $operation, $answer),
                default => $this->refused($payment, $operation, $answer),
            };
        } finally {
            // Only for support, so after what became of it.
            $this->operations->noteExchange($operation->id, $exchange);
        }
    }

    /** @throws ClaimLostException */
    public function findOut(ClaimedPayment $payment): Outcome
    {
        $operation = $this->operations->open($payment->id());
        if ($operation === null) {
            $this->settlement->run($payment);

            return new Outcome(OutcomeKind::Done, $payment->transaction());
        }

        return match (\Twint\inquiry($operation->kind(), $operation->state(), $operation->isOld())) {
            Inquiry::GiveUp => $this->wasNotDone($payment, $operation),
            Inquiry::Book => $this->done($payment, $operation),
            Inquiry::TooEarly => new Outcome(OutcomeKind::Unknown, $payment->transaction(), $operation, 'too_early'),
            Inquiry::Settle => $this->afterCancel($payment, $operation),
            Inquiry::Ask => $this->ask($payment, $operation),
        };
    }

    /** @throws ClaimLostException */
    public function resolve(ClaimedPayment $payment, bool $happened, string $note): Outcome
    {
        $transaction = $payment->transaction();
        $operation = $this->operations->open($transaction->id);
        if ($operation === null || !$this->needsHuman($transaction, $operation)) {
            $isEarly = $operation?->hasNoKnownOutcome() === true && !$operation->isOld();
            $word = $isEarly ? 'too_early' : 'nothing_to_resolve';

            return new Outcome(OutcomeKind::Refused, $transaction, $operation, $word);
        }
        // TWINT may tell by now, and knows better than anybody who reads a list.
        $found = $this->ask($payment, $operation);
        if ($found->kind !== OutcomeKind::Unknown || !$happened && $found->mayNotBeDenied) {
            return $found;
        }
        $this->events->note(
            $payment->transaction(),
            $payment->by,
            $happened ? 'resolved_as_done' : 'resolved_as_not_done',
            $note,
        );
        if ($happened) {
            $this->operations->finished($operation->id, Operation::DONE);

            return $this->done($payment, $operation);
        }
        if ($operation->kind() === OperationKind::Refund) {
            // TWINT did not say so: it is asked again from time to time.
            $this->database->transaction(function () use ($operation, $note): void {
                $this->operations->finished($operation->id, Operation::REFUSED, message: $note);
                $this->operations->noteDenied($operation->id);
            });
        }

        return $this->notDone($payment, $operation, $note);
    }

    /**
     * Asks TWINT about refunds that the merchant entered as not carried out. What can mean that one was is found out anew, in front
     * of the merchant.
     *
     * @throws ClaimLostException
     */
    public function reviewDenials(ClaimedPayment $payment): void
    {
        foreach ($this->operations->denied($payment->id()) as $operation) {
            if ($this->operations->open($payment->id()) !== null) {
                // One at a time.
                return;
            }
            $payment->claim->renew();
            $this->operations->noteDenied($operation->id);
            try {
                $transaction = $payment->transaction();
                $order = \Twint\read_refund(
                    $this->merchants->for($transaction),
                    (string) $transaction->twintUuid,
                    (string) $operation->reference,
                    $operation->amount,
                );
                $contradicts = \Twint\is_denial_contradicted($order, null);
            } catch (TwintException|NotConfiguredException $exception) {
                $known = $exception instanceof TwintException ? $exception : null;
                $contradicts = \Twint\is_denial_contradicted($known?->order, $known?->cause);
            }
            if ($contradicts) {
                $this->contradicted($payment, $operation);
            }
        }
    }

    /**
     * Writes down what the merchant read in TWINT's portal of a payment that TWINT does not explain otherwise.
     *
     * @param string $captured all that TWINT took, in francs; '0.00': nothing, and nothing is reserved any more
     * @throws ClaimLostException
     */
    public function enterOutcome(ClaimedPayment $payment, string $captured, string $note): Outcome
    {
        // TWINT may tell by now, and knows better than anybody who reads a list.
        $this->findOut($payment);
        $transaction = $payment->transaction();
        $calls = Operation::calls($this->operations->ofTransaction($transaction->id));
        $refusal = \Twint\why_not_entered($transaction->phase(), $calls);
        if ($refusal !== null) {
            return new Outcome(OutcomeKind::Refused, $transaction, word: $refusal->value);
        }
        $this->database->transaction(function () use ($payment, $captured, $note): void {
            // Also where this runs again because the database undid the first time.
            $transaction = $payment->claim->reread();
            $booking = \Twint\book_entered($transaction->payment(), $captured);
            $after = \Twint\aftermath($transaction->phase(), $booking->event, null, null);
            $open = $this->operations->open($transaction->id);
            $this->operations->resolve($transaction->id, Operation::START, true);
            $this->operations->resolve($transaction->id, Operation::CAPTURE, $booking->closed);
            $this->operations->resolve($transaction->id, Operation::CANCEL, !$booking->closed);
            if ($open !== null) {
                $this->operations->noteBooked($open->id);
            }
            $this->book->apply(
                $payment,
                $booking->event,
                [
                    'captured' => $booking->captured,
                    'refunded' => $booking->refunded,
                    'closed' => (int) $booking->closed,
                    'reason' => $after->reason,
                    ...Transaction::WITHOUT_CODE,
                ],
                trim('CHF ' . $booking->captured . ' ' . $note),
            );
            $this->events->note($payment->transaction(), $payment->by, 'outcome_entered', $note);
        });

        return new Outcome(OutcomeKind::Done, $payment->claim->reread());
    }

    private function call(Transaction $transaction, Operation $operation): Order
    {
        $merchant = $this->merchants->for($transaction);
        $uuid = (string) $transaction->twintUuid;

        return match ($operation->kind()) {
            OperationKind::Capture => \Twint\capture(
                $merchant,
                $uuid,
                $operation->amount,
                $operation->isFinal(),
                $transaction->captured,
            ),
            OperationKind::Refund => \Twint\refund(
                $merchant,
                $uuid,
                (string) $operation->reference,
                $operation->amount,
            ),
            // Nobody starts by hand.
            OperationKind::Cancel, OperationKind::Start => \Twint\cancel($merchant, $uuid),
        };
    }

    private function ask(ClaimedPayment $payment, Operation $operation): Outcome
    {
        $transaction = $payment->transaction();
        try {
            $merchant = $this->merchants->for($transaction);
            $order = $operation->kind() === OperationKind::Refund
                ? \Twint\find_out_refund(
                    $merchant,
                    (string) $transaction->twintUuid,
                    (string) $operation->reference,
                    $operation->amount,
                )
                : \Twint\find_out_capture(
                    $merchant,
                    (string) $transaction->twintUuid,
                    $operation->amount,
                    $operation->isFinal(),
                    $transaction->captured,
                );
        } catch (StateConflictException|\Twint\DeclinedException $exception) {
            return $this->notDone($payment, $operation, $exception->getMessage());
        } catch (TwintException|NotConfiguredException $exception) {
            $lost = $this->lost($payment, $operation, $exception);
            $known = $exception instanceof TwintException ? $exception : null;
            $refusal = \Twint\why_not_denied($operation->kind(), $known?->order, $known?->cause);

            return new Outcome(
                $lost->kind,
                $lost->transaction,
                $operation,
                $refusal->value ?? $lost->word,
                $lost->message,
                $refusal !== null,
            );
        }

        return $this->answered($payment, $operation, $order);
    }

    private function contradicted(ClaimedPayment $payment, Operation $operation): void
    {
        $this->database->transaction(function () use ($payment, $operation): void {
            $payment->claim->hold();
            $this->operations->reopen($operation->id);
            $this->book->apply(
                $payment->by($operation->by),
                \Twint\event_of_loss($operation->kind()),
                [],
                'TWINT contradicts what was entered: it may have carried out the refund of CHF '
                . $operation->amount
                . '.',
            );
            $this->events->note(
                $payment->transaction(),
                $payment->by,
                'denial_contradicted',
                'CHF ' . $operation->amount,
            );
        });
        $payment->claim->reread();
        $this->findOut($payment);
    }

    private function answered(ClaimedPayment $payment, Operation $operation, Order $order): Outcome
    {
        if ($operation->kind === Operation::CAPTURE && $order->closed) {
            $this->operations->noteFinal($operation->id);
        }
        // By itself, before anything else: from here on it is known to be done, whatever breaks.
        $this->operations->finished($operation->id, Operation::DONE, $order->uuid);
        if ($operation->kind === Operation::CANCEL) {
            $this->operations->noteBooked($operation->id);
            $this->settlement->continueWith($payment->by($operation->by), $order);

            return new Outcome(OutcomeKind::Done, $payment->transaction(), $operation);
        }

        // A refund is an order of its own at TWINT: what it says of fees is not of the payment.
        return $this->done($payment, $operation, $operation->kind === Operation::CAPTURE ? $order->feeInFrancs : null);
    }

    /** Writes phase and sums of what is known to be done. */
    private function done(ClaimedPayment $payment, Operation $operation, ?string $fee = null): Outcome
    {
        $this->database->transaction(function () use ($payment, $operation, $fee): void {
            // Also where this runs again because the database undid the first time.
            $transaction = $payment->claim->hold();
            $locked = $this->operations->getLocked($operation->id);
            if ($locked->isBooked()) {
                return;
            }
            $this->operations->noteBooked($locked->id);
            try {
                $booking = $locked->kind === Operation::REFUND
                    ? \Twint\book_refund($transaction->payment(), $locked->amount)
                    : \Twint\book_capture($transaction->payment(), $locked->amount, $locked->isFinal());
            } catch (InvalidArgumentException) {
                // Found out too late, after the same money was moved otherwise: only the merchant can put that right.
                $this->book->apply(
                    $payment->by($locked->by),
                    \Twint\event_of_loss($locked->kind()),
                    [],
                    'TWINT carried it out, but CHF ' . $locked->amount . ' is more than the books leave.',
                );

                return;
            }
            if ($booking->outdatesCancellation) {
                $this->operations->resolve($transaction->id, Operation::CANCEL, false);
            }

            $this->book->apply(
                $payment->by($locked->by),
                $booking->event,
                [
                    'captured' => $booking->captured,
                    'refunded' => $booking->refunded,
                    'closed' => (int) $booking->closed,
                    'reason' => null,
                    ...Transaction::WITHOUT_CODE,
                ] + ($fee === null ? [] : ['twint_fee' => $fee]),
                trim('CHF ' . $locked->amount . ' ' . $locked->note),
            );
        });

        return new Outcome(OutcomeKind::Done, $payment->claim->reread(), $operation);
    }

    private function refused(
        ClaimedPayment $payment,
        Operation $operation,
        TwintException|NotConfiguredException $exception,
    ): Outcome {
        $word = $exception instanceof TwintException ? Trouble::word($exception) : 'not_configured';
        $after = $this->giveUp($payment, $operation, $exception);

        return new Outcome(OutcomeKind::Refused, $after, $operation, $word, $exception->getMessage());
    }

    /** Whoever found out that it was not carried out did not come to the rest. */
    private function wasNotDone(ClaimedPayment $payment, Operation $operation): Outcome
    {
        $this->noteRefused($payment, $operation, $operation->message);
        $this->settlement->run($payment->by(Initiator::twint()));

        return new Outcome(OutcomeKind::Refused, $payment->transaction(), $operation, 'not_done', $operation->message);
    }

    private function notDone(ClaimedPayment $payment, Operation $operation, string $message): Outcome
    {
        $after = $this->giveUp($payment, $operation, null, $message);

        return new Outcome(OutcomeKind::Refused, $after, $operation, 'not_done', $message);
    }

    /** It was not carried out; the order shows how it stands instead. */
    private function giveUp(
        ClaimedPayment $payment,
        Operation $operation,
        ?\Throwable $exception,
        string $message = '',
    ): Transaction {
        $message = $exception?->getMessage() ?? $message;
        $known = $exception instanceof TwintException ? $exception : null;
        $this->operations->finished(
            $operation->id,
            Operation::REFUSED,
            null,
            $known?->messageId,
            $known?->fault,
            $message,
        );
        $this->noteRefused($payment, $operation, $message);
        if (!$exception instanceof UnavailableException) {
            $this->settlement->run($payment->by(Initiator::twint()));
        }

        return $payment->transaction();
    }

    private function noteRefused(ClaimedPayment $payment, Operation $operation, string $message): void
    {
        $this->operations->noteBooked($operation->id);
        $this->events->note($payment->transaction(), $operation->by, $operation->kind . '_refused', $message);
    }

    private function lost(ClaimedPayment $payment, Operation $operation, ?\Throwable $exception): Outcome
    {
        $message = $exception?->getMessage() ?? 'TWINT does not tell whether it was carried out.';
        if ($operation->state === Operation::SENT) {
            $known = $exception instanceof TwintException ? $exception : null;
            $event = \Twint\event_of_loss($operation->kind());
            $this->operations->finished(
                $operation->id,
                Operation::UNKNOWN,
                null,
                $known?->messageId,
                $known?->fault,
                $message,
            );
            $this->book->apply($payment->by($operation->by), $event, ['reason' => $event->value], $message);
        }

        return new Outcome(OutcomeKind::Unknown, $payment->transaction(), $operation, 'unknown', $message);
    }

    /** A cancellation shows in the order itself. */
    private function afterCancel(ClaimedPayment $payment, Operation $operation): Outcome
    {
        $this->settlement->run($payment);
        // The settlement wrote down what the order shows of it, where it shows anything.
        $written = $this->operations->get($operation->id);
        if ($written->hasNoKnownOutcome()) {
            return $this->lost($payment, $written, null);
        }
        $this->operations->noteBooked($operation->id);

        $after = $payment->transaction();

        // Over is over, whoever ended it.
        return !$after->paysOrder() || $written->state === Operation::DONE
            ? new Outcome(OutcomeKind::Done, $after, $written)
            : new Outcome(OutcomeKind::Refused, $after, $written, 'not_done');
    }
}
