<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Http\Message\ResponseInterface;

/** Tells the page's script how the attempt stands and when to ask again. */
final class StatusController
{
    /** While TWINT is being told to take the money: it is a matter of one call. */
    private const SOON_MS = 1_000;
    /** Where the answer may take minutes or a human. */
    private const LATER_MS = 10_000;

    public function __construct(
        private readonly Attempts $attempts,
        private readonly Settings $settings,
    ) {
    }

    public function answer(Transaction $transaction): ResponseInterface
    {
        if (session_status() === PHP_SESSION_ACTIVE) {
            session_write_close();
        }
        $transaction = $this->attempts->look($transaction);
        $state = PayState::of($transaction);
        // Only an attempt that failed can have a successor.
        $newer = $state->isFailure() ? $this->attempts->newer($transaction) : null;

        return Answer::json([
            'state' => $newer === null ? $state->value : 'superseded',
            'secondsLeft' => $state === PayState::Waiting ? $transaction->secondsLeft : 0,
            'next' => $this->next($state),
            'done' => $state->isFinal(),
            'retry' => $newer === null && $state->isFailure() && $this->attempts->canRetry($transaction),
            'redirect' => match (true) {
                $newer !== null => PayUrls::page($newer),
                $state->isSuccess() => PayUrls::finish($transaction),
                default => null,
            },
        ]);
    }

    private function next(PayState $state): int
    {
        return match ($state) {
            PayState::Preparing, PayState::Processing => self::SOON_MS,
            PayState::Waiting => 1000 * $this->settings->pollIntervalSeconds(),
            default => self::LATER_MS,
        };
    }
}
