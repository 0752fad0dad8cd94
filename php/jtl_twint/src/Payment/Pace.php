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

    /** @param float $took seconds that asking took this time, which count as a part of the pause */
    public function secondsToNext(Transaction $transaction, float $took): float
    {
        return match ($transaction->phase) {
            'created', 'pending' => self::without($took, $this->settings->pollIntervalSeconds()),
            // A lost start needs a moment until TWINT finds it, and a buyer is waiting to hear of it.
            'uncertain' => match (true) {
                $transaction->polls === 0 => 3,
                $transaction->polls < 5 => 10,
                default => 60,
            },
            'authorised' => $transaction->captureMode === Transaction::DEFERRED
                ? self::HOUR
                : $this->untilNextCapture($transaction),
            'partially_captured' => self::HOUR,
            // Until then the buyer may try again.
            'cancelled', 'failed' => $this->settings->giveUpAfterMinutes() * 60,
            default => self::NEVER,
        };
    }

    /** A TWINT that answers slowly is not asked without end. */
    private static function without(float $took, int $interval): float
    {
        return max($interval / 2, $interval - $took);
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
