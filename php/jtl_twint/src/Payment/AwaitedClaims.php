<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\Settings;

/** Claims for an act that somebody waits for, while another may be just at the payment. */
final class AwaitedClaims
{
    public function __construct(
        private readonly Claims $claims,
        private readonly Settings $settings,
    ) {
    }

    /** Null: another has it for long, or it is for no one here. */
    public function take(Transaction $transaction, Initiator $by): ?ClaimedPayment
    {
        if ($this->claims->belongsElsewhere($transaction)) {
            return null;
        }
        // Whoever lets TWINT hold back its answer has the payment until then, and takes it again a moment later.
        $heldMs = $this->settings->waitingCalls() > 0 ? Settings::TWINT_TIMEOUT_MS : 0;

        return Patience::with(fn(): ?ClaimedPayment => $this->claims->take($transaction->id, $by), $heldMs);
    }
}
