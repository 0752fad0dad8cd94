<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\Settings;

/** When TWINT is asked again about an attempt, at the earliest. */
final class Pace
{
    /** Nothing will change by itself. */
    public const NEVER = 10 * 365 * 86_400;
    private const HOUR = 3600;

    public function __construct(
        private readonly Settings $settings,
        private readonly OperationRepository $operations,
    ) {
    }

    public function secondsToNext(Transaction $transaction): int
    {
        return match ($transaction->phase) {
            'created', 'pending' => $this->settings->pollIntervalSeconds(),
            // A lost start needs a moment until TWINT finds it.
            'uncertain' => $transaction->polls < 5 ? 10 : 60,
            'authorised' => $transaction->captureMode === Transaction::DEFERRED
                ? self::HOUR
                : $this->untilNextCapture($transaction),
            'partially_captured' => self::HOUR,
            // Until then the buyer may try again.
            'cancelled', 'failed' => $this->settings->giveUpAfterMinutes() * 60,
            default => self::NEVER,
        };
    }

    /** The more often TWINT refused to capture, the longer. */
    private function untilNextCapture(Transaction $transaction): int
    {
        return min(
            300,
            $this->settings->pollIntervalSeconds()
            * (2 ** min(10, $this->operations->count($transaction->id, Operation::CAPTURE))),
        );
    }
}
