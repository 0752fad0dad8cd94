<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\CancelIntent;

/** What was sent to TWINT for a payment, as far as it matters for reading TWINT's order. */
final class SentCalls
{
    private function __construct(
        /** Why the last cancellation was sent; null: none was. */
        public readonly ?CancelIntent $cancelledFor,
        /** Whether TWINT has long been done with that, whatever it did. */
        public readonly bool $cancelledLongAgo,
        /** Whether a capture that leaves the order open was sent without a known outcome. */
        public readonly bool $partLost,
        /** Whether the outcome of that cancellation is not known. */
        public readonly bool $cancelLost,
    ) {
    }

    /** @param list<Operation> $operations the oldest first */
    public static function of(array $operations): self
    {
        $cancel = null;
        $partLost = false;
        foreach ($operations as $operation) {
            if ($operation->kind === Operation::CANCEL) {
                $cancel = $operation;
            }
            $partLost = $partLost || $operation->isPart() && $operation->hasNoKnownOutcome();
        }

        return new self(
            CancelIntent::tryFrom($cancel->intent ?? ''),
            $cancel !== null && $cancel->isOld(),
            $partLost,
            $cancel !== null && $cancel->hasNoKnownOutcome(),
        );
    }
}
