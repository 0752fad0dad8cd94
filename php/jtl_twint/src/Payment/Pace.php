<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\Settings;

/** When TWINT is asked again about an attempt, at the earliest. */
final class Pace
{
    /** Nothing will change by itself. */
    public const NEVER = 10 * 365 * 86_400;

    public function __construct(
        private readonly Settings $settings,
        private readonly OperationRepository $operations,
    ) {
    }

    /** @param int $tookMilliseconds how long asking took this time */
    public function millisecondsToNext(Transaction $transaction, int $tookMilliseconds): int
    {
        $pause = \Twint\poll_pause(
            $transaction->payment(),
            $transaction->polls,
            $this->operations->count($transaction->id, Operation::CAPTURE),
            // Who approved a check-in has the payment on the phone, too.
            $transaction->onPhone || $transaction->checkIn !== null,
            $tookMilliseconds,
            $this->settings->pollIntervalSeconds(),
            $this->settings->giveUpAfterMinutes(),
        );

        return $pause ?? (self::NEVER * 1000);
    }
}
