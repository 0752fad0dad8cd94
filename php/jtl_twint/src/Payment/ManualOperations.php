<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Shop\Position;
use Twint\InvalidArgumentException;
use Twint\OperationState;
use Twint\Permitted;
use Twint\Quote;

/**
 * The one door for moving money by decision: the admin's forms, and Wawi. A wish is written down with its one-time key
 * before it is sent, one at a time for each payment; Execution sends it and finds out what became of it.
 */
final class ManualOperations
{
    private const BUSY = 'busy';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly Claims $claims,
        private readonly AwaitedClaims $awaited,
        private readonly ClaimedWork $work,
        private readonly Quotes $quotes,
        private readonly Positions $positions,
        private readonly PositionBook $positionBook,
        private readonly Execution $execution,
    ) {
    }

    /** @return list<Position> */
    public function positions(Transaction $transaction): array
    {
        return $this->positions->of($transaction);
    }

    public function previewCapture(Transaction $transaction, CaptureRequest $request): Quote
    {
        return $this->quotes->capture($transaction, $request, $this->positions->of($transaction));
    }

    public function previewRefund(Transaction $transaction, RefundRequest $request): Quote
    {
        return $this->quotes->refund($transaction, $request, $this->positions->of($transaction));
    }

    /** What may be done just now; a word of the catalogue 'twint.forbidden.<word>' says why not. */
    public function permitted(Transaction $transaction): Permitted
    {
        $open = $this->operations->open($transaction->id);

        return \Twint\permitted(
            $transaction->payment(),
            $open?->kind(),
            $open !== null && $this->execution->needsHuman($transaction, $open),
            $this->events->secondsInPhase($transaction->id),
        );
    }

    public function capture(Transaction $transaction, CaptureRequest $request, Initiator $by): Outcome
    {
        return $this->once($transaction, $request->key, $by, function (Transaction $fresh, array $positions) use (
            $request,
            $by,
        ): NewOperation|string {
            $quote = $this->quotes->capture($fresh, $request, $positions);

            return (
                self::whyNotAsReckoned($request->sums, $fresh)
                ?? $this->permitted($fresh)->capture
                ?? $quote->refusal
                ?? new NewOperation(
                    $request->key,
                    Operation::CAPTURE,
                    $by,
                    $request->note,
                    $quote->amount,
                    // What leaves nothing to capture leaves nothing to keep open.
                    $request->final || $quote->last,
                    portions: $quote->portions,
                )
            );
        });
    }

    public function refund(Transaction $transaction, RefundRequest $request, Initiator $by): Outcome
    {
        return $this->once($transaction, $request->key, $by, function (Transaction $fresh, array $positions) use (
            $request,
            $by,
        ): NewOperation|string {
            $quote = $this->quotes->refund($fresh, $request, $positions);

            return (
                self::whyNotAsReckoned($request->sums, $fresh)
                ?? $this->permitted($fresh)->refund
                ?? $quote->refusal
                ?? new NewOperation(
                    $request->key,
                    Operation::REFUND,
                    $by,
                    $request->reason,
                    $quote->amount,
                    fee: $request->fee === '' ? null : $request->fee,
                    reference: Reference::ofRefund($fresh->reference),
                    portions: $quote->portions,
                )
            );
        });
    }

    /** Releases what was reserved, or ends what nobody approved yet. */
    public function cancel(
        Transaction $transaction,
        string $key,
        string $reason,
        Initiator $by,
    ): Outcome {
        return $this->once(
            $transaction,
            $key,
            $by,
            fn(Transaction $fresh): NewOperation|string => (
                $this->permitted($fresh)->cancel ?? new NewOperation($key, Operation::CANCEL, $by, $reason)
            ),
        );
    }

    /** Asks TWINT how the payment stands, and first of all what became of a wish without an answer. */
    public function findOut(Transaction $transaction, Initiator $by): Outcome
    {
        return $this->alone($transaction, $by, $this->execution->findOut(...));
    }

    /** Asks TWINT about refunds that the merchant entered as not carried out. */
    public function reviewDenials(Transaction $transaction, Initiator $by): Outcome
    {
        return $this->alone($transaction, $by, function (ClaimedPayment $payment): Outcome {
            $this->execution->reviewDenials($payment);

            return new Outcome(OutcomeKind::Done, $payment->transaction());
        });
    }

    /** Writes down what TWINT's portal shows of a part that was captured without an answer: only a human can look there. */
    public function resolve(
        Transaction $transaction,
        bool $happened,
        string $note,
        Initiator $by,
    ): Outcome {
        return $this->alone($transaction, $by, fn(ClaimedPayment $payment): Outcome => $this->execution->resolve(
            $payment,
            $happened,
            $note,
        ));
    }

    /** Why so much cannot be entered as captured, as a word; null: it can. */
    public function whyNotEntered(Transaction $transaction, string $captured): ?string
    {
        try {
            \Twint\book_entered($transaction->payment(), $captured);

            return null;
        } catch (InvalidArgumentException) {
            return 'entered_amount';
        }
    }

    /**
     * Writes down how an uncertain payment ended, as TWINT's portal shows it: for what TWINT does not explain otherwise.
     *
     * @param string $captured all that TWINT took, in francs
     */
    public function enterOutcome(
        Transaction $transaction,
        string $captured,
        string $note,
        Initiator $by,
    ): Outcome {
        return $this->alone($transaction, $by, function (ClaimedPayment $payment) use ($captured, $note): Outcome {
            $fresh = $payment->transaction();
            $word = $this->permitted($fresh)->enterOutcome ?? $this->whyNotEntered($fresh, $captured);

            return $word === null
                ? $this->execution->enterOutcome($payment, $captured, $note)
                : new Outcome(OutcomeKind::Refused, $fresh, word: $word);
        });
    }

    /** @param callable(Transaction, list<Position>): (NewOperation|string) $plan a word where it cannot be */
    private function once(Transaction $transaction, string $key, Initiator $by, callable $plan): Outcome
    {
        if (!RequestKey::isValid($key)) {
            return new Outcome(OutcomeKind::Refused, $transaction, word: 'bad_key');
        }

        return (
            $this->known($transaction, $key) ?? $this->alone(
                $transaction,
                $by,
                fn(ClaimedPayment $payment): Outcome => $this->begin($payment, $key, $plan),
                $key,
            )
        );
    }

    /** @param callable(Transaction, list<Position>): (NewOperation|string) $plan */
    private function begin(ClaimedPayment $payment, string $key, callable $plan): Outcome
    {
        $transaction = $payment->transaction();
        $unready = $this->execution->whyNotReady($transaction);
        if ($unready !== null) {
            return $unready;
        }
        try {
            $begun = $this->database->transaction(function () use ($payment, $key, $plan): Outcome|Operation|string {
                $locked = $payment->claim->hold();
                $known = $this->known($locked, $key);
                if ($known !== null) {
                    return $known;
                }
                $positions = $this->positions->of($locked);
                $new = $plan($locked, $positions);
                if (is_string($new)) {
                    return $new;
                }
                $operation = $this->operations->begin($locked, $new);
                $this->positions->keep($locked->id, $positions);
                $this->positionBook->note($operation->id, $new->portions);

                return $operation;
            });
        } catch (DatabaseException $exception) {
            $known = $exception->isDuplicateKey() ? $this->known($transaction, $key) : null;

            return $known ?? throw $exception;
        }

        return match (true) {
            $begun instanceof Outcome => $begun,
            $begun === 'operation_open' => new Outcome(
                OutcomeKind::Busy,
                $transaction,
                $this->operations->open($transaction->id),
                $begun,
            ),
            $begun === self::BUSY => new Outcome(OutcomeKind::Busy, $transaction, word: $begun),
            is_string($begun) => new Outcome(OutcomeKind::Refused, $transaction, word: $begun),
            default => $this->execution->send($payment, $begun),
        };
    }

    /** Somebody else moved money in between: the same amount again could be for what is paid by now. */
    private static function whyNotAsReckoned(?Sums $sums, Transaction $fresh): ?string
    {
        return $sums === null || $sums->areThoseOf($fresh) ? null : self::BUSY;
    }

    /** The same form again: what came of it the first time. */
    private function known(Transaction $transaction, string $key): ?Outcome
    {
        $operation = $this->operations->byKey($key);

        return match (true) {
            $operation === null => null,
            $operation->transactionId !== $transaction->id => new Outcome(
                OutcomeKind::Refused,
                $transaction,
                word: 'bad_key',
            ),
            default => new Outcome(
                OutcomeKind::AlreadyDone,
                $this->transactions->get($transaction->id),
                $operation,
                'already_done',
            ),
        };
    }

    /** @param callable(ClaimedPayment): Outcome $work for the holder of the claim */
    private function alone(Transaction $transaction, Initiator $by, callable $work, ?string $key = null): Outcome
    {
        $payment = $this->awaited->take($transaction, $by);
        if ($payment === null && $this->claims->belongsElsewhere($transaction)) {
            return new Outcome(OutcomeKind::Refused, $transaction, word: 'copy_of_shop');
        }
        if ($payment === null) {
            return (
                ($key === null ? null : $this->known($transaction, $key)) ?? new Outcome(
                    OutcomeKind::Busy,
                    $this->transactions->get($transaction->id),
                    word: self::BUSY,
                )
            );
        }
        $outcome = null;
        $after = $this->work->do($payment, static function (ClaimedPayment $payment) use ($work, &$outcome): void {
            $outcome = $work($payment);
        });

        return $outcome === null
            ? $this->interrupted($after, $key)
            : new Outcome(
                $outcome->kind,
                $after,
                $outcome->operation === null ? null : $this->operations->get($outcome->operation->id),
                $outcome->word,
                $outcome->message,
            );
    }

    /** The work broke off; what was written down says how far it came. */
    private function interrupted(Transaction $transaction, ?string $key): Outcome
    {
        $operation = $key === null ? $this->operations->open($transaction->id) : $this->operations->byKey($key);

        return match ($operation?->state()) {
            null, OperationState::Refused => new Outcome(OutcomeKind::Refused, $transaction, $operation, 'interrupted'),
            OperationState::Done => new Outcome(OutcomeKind::Done, $transaction, $operation),
            OperationState::Sent, OperationState::Unknown => new Outcome(
                OutcomeKind::Unknown,
                $transaction,
                $operation,
                'unknown',
            ),
        };
    }
}
