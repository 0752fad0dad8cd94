<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

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

    /** @param array<string, string|null> $row */
    private function __construct(
        private readonly array $row,
    ) {
    }

    /** @param array<string, string|null> $row */
    public static function fromRow(array $row): self
    {
        return new self($row);
    }

    public function id(): int
    {
        return (int) $this->row['id'];
    }

    public function kind(): string
    {
        return (string) $this->row['kind'];
    }

    public function state(): string
    {
        return (string) $this->row['state'];
    }

    /** Why somebody cancelled, in a word of Twint\CancelIntent. */
    public function intent(): ?string
    {
        return $this->row['intent'];
    }

    public function message(): string
    {
        return (string) $this->row['message'];
    }

    public function transactionId(): int
    {
        return (int) $this->row['transaction_id'];
    }

    /** Whether its end is not known, or not yet written down in phase and sums. */
    public function isOpen(): bool
    {
        return $this->hasNoKnownOutcome() || !$this->isBooked();
    }

    public function hasNoKnownOutcome(): bool
    {
        return in_array($this->state(), [self::SENT, self::UNKNOWN], true);
    }

    /** Whether phase and sums show it. */
    public function isBooked(): bool
    {
        return $this->row['booked'] === '1';
    }

    /** A capture that leaves the order open: TWINT's order looks the same with and without it. */
    public function isPart(): bool
    {
        return $this->kind() === self::CAPTURE && !$this->isFinal();
    }

    /** Whether TWINT has long been done with it, whatever it did. */
    public function isOld(): bool
    {
        return $this->row['old'] === '1';
    }

    /** Whether nothing told for so long what became of it that nothing will. */
    public function isLongWithoutOutcome(): bool
    {
        return $this->row['long_ago'] === '1';
    }

    /** The one-time word of the form it came from; null: nobody wished it by hand. */
    public function key(): ?string
    {
        return $this->row['form_key'];
    }

    /** Ours for it at TWINT. */
    public function reference(): ?string
    {
        return $this->row['reference'];
    }

    /** @return numeric-string */
    public function amount(): string
    {
        return is_numeric($this->row['amount']) ? $this->row['amount'] : '0.00';
    }

    public function isFinal(): bool
    {
        return $this->row['final'] === '1';
    }

    /** What was kept back of a refund. */
    public function fee(): ?string
    {
        return $this->row['fee'];
    }

    public function note(): string
    {
        return (string) $this->row['note'];
    }

    public function by(): Initiator
    {
        return Initiator::noted((string) $this->row['actor'], (string) $this->row['actor_name']);
    }

    public function twintUuid(): ?string
    {
        return $this->row['twint_uuid'];
    }

    public function messageId(): ?string
    {
        return $this->row['message_id'];
    }

    public function fault(): ?string
    {
        return $this->row['fault'];
    }

    /** The last message sent for it, without secrets. */
    public function request(): ?string
    {
        return $this->row['request'];
    }

    /** TWINT's answer to that, without secrets. */
    public function answer(): ?string
    {
        return $this->row['answer'];
    }

    public function milliseconds(): ?int
    {
        return $this->row['milliseconds'] === null ? null : (int) $this->row['milliseconds'];
    }

    public function createdAt(): string
    {
        return (string) $this->row['created_at'];
    }
}
