<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Decimal;
use Twint\CancelIntent;
use Twint\OperationKind;
use Twint\OperationState;

/** One call that moves money, or could. */
final class Operation
{
    public const START = 'start';
    public const CAPTURE = 'capture';
    public const CANCEL = 'cancel';
    public const REFUND = 'refund';

    /** On its way, or its sender died: look it up. */
    public const SENT = 'sent';
    public const DONE = 'done';
    public const REFUSED = 'refused';
    /** The answer was lost: look it up. */
    public const UNKNOWN = 'unknown';

    /** @param numeric-string $amount */
    private function __construct(
        public readonly int $id,
        public readonly int $transactionId,
        public readonly string $kind,
        public readonly string $state,
        /** Ours for it at TWINT. */
        public readonly ?string $reference,
        public readonly string $amount,
        /** What was kept back of a refund. */
        public readonly ?string $fee,
        public readonly string $note,
        public readonly Initiator $by,
        /** Why somebody cancelled, in a word of Twint\CancelIntent. */
        public readonly ?string $intent,
        /** The one-time word of the form it came from; null: nobody wished it by hand. */
        public readonly ?string $key,
        public readonly string $createdAt,
        public readonly ?string $twintUuid,
        public readonly ?string $messageId,
        public readonly ?string $fault,
        public readonly string $message,
        /** The last message sent for it, without secrets. */
        public readonly ?string $request,
        /** TWINT's answer to that, without secrets. */
        public readonly ?string $answer,
        public readonly ?int $milliseconds,
        private readonly bool $final,
        private readonly bool $booked,
        private readonly bool $old,
        private readonly bool $longAgo,
    ) {
    }

    /** @param array<string, string|null> $row of OperationRepository::SELECT */
    public static function fromRow(array $row): self
    {
        return new self(
            (int) $row['id'],
            (int) $row['transaction_id'],
            (string) $row['kind'],
            (string) $row['state'],
            $row['reference'],
            Decimal::of($row['amount']),
            $row['fee'],
            (string) $row['note'],
            Initiator::noted((string) $row['actor'], (string) $row['actor_name']),
            $row['intent'],
            $row['form_key'],
            (string) $row['created_at'],
            $row['twint_uuid'],
            $row['message_id'],
            $row['fault'],
            (string) $row['message'],
            $row['request'],
            $row['answer'],
            $row['milliseconds'] === null ? null : (int) $row['milliseconds'],
            $row['final'] === '1',
            $row['booked'] === '1',
            $row['old'] === '1',
            $row['long_ago'] === '1',
        );
    }

    /** Whether its end is not known, or not yet written down in phase and sums. */
    public function isOpen(): bool
    {
        return $this->hasNoKnownOutcome() || !$this->booked;
    }

    public function hasNoKnownOutcome(): bool
    {
        return in_array($this->state, [self::SENT, self::UNKNOWN], true);
    }

    /** Whether phase and sums show it. */
    public function isBooked(): bool
    {
        return $this->booked;
    }

    /** Whether it closes TWINT's order. */
    public function isFinal(): bool
    {
        return $this->final;
    }

    /** Whether TWINT has long been done with it, whatever it did. */
    public function isOld(): bool
    {
        return $this->old;
    }

    /** Whether nothing told for so long what became of it that nothing will. */
    public function isLongWithoutOutcome(): bool
    {
        return $this->longAgo;
    }

    /** Only where Extension::isUsable(), here and below. */
    public function kind(): OperationKind
    {
        return OperationKind::from($this->kind);
    }

    public function state(): OperationState
    {
        return OperationState::from($this->state);
    }

    /**
     * All calls for a payment, for whoever decides.
     *
     * @param list<self> $operations the oldest first
     * @return list<array{kind: OperationKind, state: OperationState, isOld: bool, final: bool, intent: CancelIntent|null}>
     */
    public static function calls(array $operations): array
    {
        return array_map(static fn(self $operation): array => [
            'kind' => $operation->kind(),
            'state' => $operation->state(),
            'isOld' => $operation->old,
            'final' => $operation->final,
            'intent' => CancelIntent::tryFrom($operation->intent ?? ''),
        ], $operations);
    }
}
