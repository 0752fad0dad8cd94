<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Twint\ReconciliationFinding;

/** Something that is not the same on both sides. */
final class Difference
{
    public function __construct(
        public readonly ReconciliationFinding $finding,
        public readonly ?Record $there,
        public readonly ?Record $here,
    ) {
    }

    /** @return array<string, string|int|bool|null> for keeping and showing */
    public function toArray(): array
    {
        $one = $this->here ?? $this->there;

        return [
            'finding' => $this->finding->value,
            'alarming' => \Twint\is_alarming($this->finding),
            'transaction' => $this->here?->transactionId,
            'order' => $this->here->orderNumber ?? '',
            'reference' => $one->reference ?? '',
            'uuid' => $this->there->uuid ?? $this->here?->uuid,
            'refund' => $one->refund ?? false,
            'at' => $one->at ?? '',
            'amountThere' => $this->there?->amount,
            'amountHere' => $this->here?->amount,
            'standingThere' => $this->there?->holding->value,
            'standingHere' => $this->here?->holding->value,
        ];
    }
}
