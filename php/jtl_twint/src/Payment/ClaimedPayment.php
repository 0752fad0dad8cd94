<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/**
 * A payment that this process may call TWINT for, and who set that off. Nobody else changes it until the claim is given back;
 * from then on neither does this object.
 */
final class ClaimedPayment
{
    public function __construct(
        public readonly Claim $claim,
        public readonly Initiator $by,
    ) {
    }

    /** The same payment under the same claim, set off by another. */
    public function by(Initiator $by): self
    {
        return new self($this->claim, $by);
    }

    /** As it was last read or written here. */
    public function transaction(): Transaction
    {
        return $this->claim->transaction();
    }

    public function id(): int
    {
        return $this->claim->transaction()->id;
    }
}
