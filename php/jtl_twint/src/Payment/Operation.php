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

    /** Why somebody cancelled, in a word of CancelIntent. */
    public function intent(): ?string
    {
        return $this->row['intent'];
    }

    public function message(): string
    {
        return (string) $this->row['message'];
    }
}
