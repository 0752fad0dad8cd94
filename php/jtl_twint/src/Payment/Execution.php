<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Twint\Actor;
use Twint\Cause;
use Twint\Event;
use Twint\Order;
use Twint\OutcomeUnknownException;
use Twint\StateConflictException;
use Twint\TwintException;
use Twint\UnavailableException;

/**
 * Sends a wish that is written down, finds out what became of it, and writes that down: first that it was done, then
 * phase and sums in one database transaction. Whoever calls holds the payment's claim.
 */
final class Execution
{
    private const STILL_UNDERWAY = 'still_underway';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
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

    /** Whether nobody but the merchant may tell what became of it. Not before TWINT is done with it: its list may yet change. */
    public function needsHuman(Transaction $transaction, Operation $operation): bool
    {
        if (!$operation->hasNoKnownOutcome() || !$operation->isOld() || $operation->kind() === Operation::CANCEL) {
            return false;
        }

        return (
            $operation->isLongWithoutOutcome()
            || $operation->kind() === Operation::CAPTURE
            && \Twint\capture_is_traceless($operation->isFinal(), $transaction->captured)
        );
    }

    /** @throws ClaimLostException */
    public function send(Transaction $transaction, string $claim, Operation $operation): Outcome
    {
        if (!$this->transactions->renew($transaction->id, $claim)) {
            $this->operations->finished($operation->id(), Operation::REFUSED);
            $this->operations->noteBooked($operation->id());
            throw new ClaimLostException();
        }
        try {
            $answer = $this->call($transaction, $operation);
        } catch (TwintException|NotConfiguredException $exception) {
            $answer = $exception;
        }
        $exchange = \Twint\last_exchange();
        try {
            return match (true) {
                $answer instanceof Order => $this->answered($transaction, $claim, $operation, $answer),
                $answer instanceof OutcomeUnknownException => $this->lost($transaction, $claim, $operation, $answer),
                default => $this->refused($transaction, $claim, $operation, $answer),
            };
        } finally {
            // Only for support, so after what became of it.
            $this->operations->noteExchange($operation->id(), $exchange);
        }
    }

    /** @throws ClaimLostException */
    public function findOut(Transaction $transaction, string $claim, Actor $actor, string $name): Outcome
    {
        $operation = $this->operations->open($transaction->id);
        if ($operation === null) {
            return new Outcome(OutcomeKind::Done, $this->settlement->run($transaction, $claim, $actor, $name));
        }
        if ($operation->state() === Operation::REFUSED) {
            // Whoever found that out did not come to the rest.
            $this->noteRefused($transaction, $operation, $operation->message());
            $after = $this->settlement->run($transaction, $claim, Actor::Twint, '');

            return new Outcome(OutcomeKind::Refused, $after, $operation, 'not_done', $operation->message());
        }
        $isCancel = $operation->kind() === Operation::CANCEL;
        if ($operation->state() === Operation::DONE && !$isCancel) {
            return $this->done($transaction, $claim, $operation);
        }
        if (!$operation->isOld()) {
            return new Outcome(OutcomeKind::Unknown, $transaction, $operation, 'too_early');
        }

        return $isCancel
            ? $this->afterCancel($transaction, $claim, $operation, $actor, $name)
            : $this->ask($transaction, $claim, $operation);
    }

    /** @throws ClaimLostException */
    public function resolve(
        Transaction $transaction,
        string $claim,
        bool $happened,
        string $note,
        Actor $actor,
        string $name,
    ): Outcome {
        $operation = $this->operations->open($transaction->id);
        if ($operation === null || !$this->needsHuman($transaction, $operation)) {
            $isEarly = $operation?->hasNoKnownOutcome() === true && !$operation->isOld();
            $word = $isEarly ? 'too_early' : 'nothing_to_resolve';

            return new Outcome(OutcomeKind::Refused, $transaction, $operation, $word);
        }
        // TWINT may tell by now, and knows better than anybody who reads a list.
        $found = $this->ask($transaction, $claim, $operation);
        if ($found->kind !== OutcomeKind::Unknown || !$happened && $found->word === self::STILL_UNDERWAY) {
            return $found;
        }
        $this->events->note(
            $transaction,
            $actor->value,
            $name,
            $happened ? 'resolved_as_done' : 'resolved_as_not_done',
            $note,
        );
        if ($happened) {
            $this->operations->finished($operation->id(), Operation::DONE);

            return $this->done($transaction, $claim, $operation);
        }

        return $this->notDone($transaction, $claim, $operation, $note);
    }

    private function call(Transaction $transaction, Operation $operation): Order
    {
        $merchant = $this->merchants->for($transaction);
        $uuid = (string) $transaction->twintUuid;

        return match ($operation->kind()) {
            Operation::CAPTURE => \Twint\capture(
                $merchant,
                $uuid,
                $operation->amount(),
                $operation->isFinal(),
                $transaction->captured,
            ),
            Operation::REFUND => \Twint\refund(
                $merchant,
                $uuid,
                (string) $operation->reference(),
                $operation->amount(),
            ),
            default => \Twint\cancel($merchant, $uuid),
        };
    }

    private function ask(Transaction $transaction, string $claim, Operation $operation): Outcome
    {
        try {
            $merchant = $this->merchants->for($transaction);
            $order = $operation->kind() === Operation::REFUND
                ? \Twint\find_out_refund(
                    $merchant,
                    (string) $transaction->twintUuid,
                    (string) $operation->reference(),
                    $operation->amount(),
                )
                : \Twint\find_out_capture(
                    $merchant,
                    (string) $transaction->twintUuid,
                    $operation->amount(),
                    $operation->isFinal(),
                    $transaction->captured,
                );
        } catch (StateConflictException|\Twint\DeclinedException $exception) {
            return $this->notDone($transaction, $claim, $operation, $exception->getMessage());
        } catch (TwintException|NotConfiguredException $exception) {
            $lost = $this->lost($transaction, $claim, $operation, $exception);

            return self::holdsTheRefund($operation, $exception)
                ? new Outcome($lost->kind, $lost->transaction, $operation, self::STILL_UNDERWAY, $lost->message)
                : $lost;
        }

        return $this->answered($transaction, $claim, $operation, $order);
    }

    /** Whether TWINT holds the refund itself, so that it may be carried out yet, whatever the portal showed a moment ago. */
    private static function holdsTheRefund(
        Operation $operation,
        TwintException|NotConfiguredException $exception,
    ): bool {
        return (
            $operation->kind() === Operation::REFUND
            && $exception instanceof OutcomeUnknownException
            && $exception->order !== null
            && $exception->cause !== Cause::AnotherOrder
        );
    }

    private function answered(Transaction $transaction, string $claim, Operation $operation, Order $order): Outcome
    {
        if ($operation->kind() === Operation::CAPTURE && $order->closed) {
            $this->operations->noteFinal($operation->id());
        }
        // By itself, before anything else: from here on it is known to be done, whatever breaks.
        $this->operations->finished($operation->id(), Operation::DONE, $order->uuid);
        if ($operation->kind() === Operation::CANCEL) {
            $this->operations->noteBooked($operation->id());
            $actor = Actor::from($operation->actor());
            $after = $this->settlement->continueWith($transaction, $claim, $actor, $operation->actorName(), $order);

            return new Outcome(OutcomeKind::Done, $after, $operation);
        }

        return $this->done($transaction, $claim, $operation);
    }

    /** Writes phase and sums of what is known to be done. */
    private function done(Transaction $transaction, string $claim, Operation $operation): Outcome
    {
        $after = $this->database->transaction(function () use ($transaction, $claim, $operation): Transaction {
            $locked = $this->operations->getLocked($operation->id());
            if ($locked->isBooked()) {
                return $this->transactions->get($transaction->id);
            }
            $this->operations->noteBooked($locked->id());
            $booking = $locked->kind() === Operation::REFUND
                ? \Twint\book_refund($transaction->payment(), $locked->amount())
                : \Twint\book_capture($transaction->payment(), $locked->amount(), $locked->isFinal());
            if ($booking->event === Event::Closed) {
                // From here on nobody asks TWINT about a cancellation any more.
                $this->operations->resolve($transaction->id, Operation::CANCEL, false);
            }

            return $this->book->apply(
                $transaction,
                $claim,
                $booking->event,
                Actor::from($locked->actor()),
                $locked->actorName(),
                [
                    'captured' => $booking->captured,
                    'refunded' => $booking->refunded,
                    'closed' => (int) $booking->closed,
                    'reason' => null,
                    'pairing_token' => null,
                    'qr_code' => null,
                ],
                trim('CHF ' . $locked->amount() . ' ' . $locked->note()),
            );
        });

        return new Outcome(OutcomeKind::Done, $after, $operation);
    }

    private function refused(
        Transaction $transaction,
        string $claim,
        Operation $operation,
        TwintException|NotConfiguredException $exception,
    ): Outcome {
        $word = $exception instanceof TwintException ? Trouble::word($exception) : 'not_configured';
        $after = $this->giveUp($transaction, $claim, $operation, $exception);

        return new Outcome(OutcomeKind::Refused, $after, $operation, $word, $exception->getMessage());
    }

    private function notDone(Transaction $transaction, string $claim, Operation $operation, string $message): Outcome
    {
        $after = $this->giveUp($transaction, $claim, $operation, null, $message);

        return new Outcome(OutcomeKind::Refused, $after, $operation, 'not_done', $message);
    }

    /** It was not carried out; the order shows how it stands instead. */
    private function giveUp(
        Transaction $transaction,
        string $claim,
        Operation $operation,
        ?\Throwable $exception,
        string $message = '',
    ): Transaction {
        $message = $exception?->getMessage() ?? $message;
        $known = $exception instanceof TwintException ? $exception : null;
        $this->operations->finished(
            $operation->id(),
            Operation::REFUSED,
            null,
            $known?->messageId,
            $known?->fault,
            $message,
        );
        $this->noteRefused($transaction, $operation, $message);
        if ($exception instanceof UnavailableException) {
            return $transaction;
        }

        return $this->settlement->run($transaction, $claim, Actor::Twint, '');
    }

    private function noteRefused(Transaction $transaction, Operation $operation, string $message): void
    {
        $this->operations->noteBooked($operation->id());
        $this->events->note(
            $transaction,
            $operation->actor(),
            $operation->actorName(),
            $operation->kind() . '_refused',
            $message,
        );
    }

    private function lost(
        Transaction $transaction,
        string $claim,
        Operation $operation,
        ?\Throwable $exception,
    ): Outcome {
        $message = $exception?->getMessage() ?? 'TWINT does not tell whether it was carried out.';
        $after = $transaction;
        if ($operation->state() === Operation::SENT) {
            $known = $exception instanceof TwintException ? $exception : null;
            $event = match ($operation->kind()) {
                Operation::CAPTURE => Event::CaptureLost,
                Operation::REFUND => Event::RefundLost,
                default => Event::CancelLost,
            };
            $this->operations->finished(
                $operation->id(),
                Operation::UNKNOWN,
                null,
                $known?->messageId,
                $known?->fault,
                $message,
            );
            $after = $this->book->apply(
                $transaction,
                $claim,
                $event,
                Actor::from($operation->actor()),
                $operation->actorName(),
                ['reason' => $event->value],
                $message,
            );
        }

        return new Outcome(OutcomeKind::Unknown, $after, $operation, 'unknown', $message);
    }

    /** A cancellation shows in the order itself. */
    private function afterCancel(
        Transaction $transaction,
        string $claim,
        Operation $operation,
        Actor $actor,
        string $name,
    ): Outcome {
        $after = $this->settlement->run($transaction, $claim, $actor, $name);
        // The settlement wrote down what the order shows of it, where it shows anything.
        $told = $this->operations->get($operation->id());
        if ($told->hasNoKnownOutcome()) {
            return $this->lost($after, $claim, $told, null);
        }
        $this->operations->noteBooked($operation->id());

        // Over is over, whoever ended it.
        $isOver = in_array($after->phase, ['cancelled', 'failed'], true);

        return $isOver || $told->state() === Operation::DONE
            ? new Outcome(OutcomeKind::Done, $after, $told)
            : new Outcome(OutcomeKind::Refused, $after, $told, 'not_done');
    }
}
