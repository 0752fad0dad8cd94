<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Twint\Holding;

/** A payment or a refund as one side has it. */
final class Record
{
    public function __construct(
        public readonly string $reference,
        public readonly ?string $uuid,
        public readonly bool $refund,
        public readonly string $amount,
        public readonly string $currency,
        public readonly Holding $holding,
        /** In UTC, such as "2026-11-23 12:00:00". */
        public readonly string $at,
        /** Ours only. */
        public readonly ?int $transactionId = null,
        public readonly string $orderNumber = '',
        /** TWINT's only: what it keeps of the payment, where it says so. */
        public readonly ?string $fee = null,
    ) {
    }

    /** @return array{amount: string, currency: string, holding: Holding} for Twint\reconcile() */
    public function side(): array
    {
        return ['amount' => $this->amount, 'currency' => $this->currency, 'holding' => $this->holding];
    }

    /** Whether it is the same payment or refund, as the other side has it. */
    public function isTheSameAs(self $other): bool
    {
        return $this->uuid !== null && $other->uuid !== null
            ? strcasecmp($this->uuid, $other->uuid) === 0
            : $this->reference === $other->reference && $this->refund === $other->refund;
    }
}
