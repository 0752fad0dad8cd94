<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Http\Message\ResponseInterface;

/** Tells the page's script how the attempt stands and when to ask again. */
final class StatusController
{
    /** While another asks TWINT: it is a matter of one call. */
    private const SOON_MS = 500;
    /** Where the answer may take minutes or a human. */
    private const LATEST_MS = 10_000;

    public function __construct(
        private readonly Attempts $attempts,
    ) {
    }

    public function answer(Transaction $transaction): ResponseInterface
    {
        if (session_status() === PHP_SESSION_ACTIVE) {
            session_write_close();
        }
        $began = (int) hrtime(true);
        $transaction = $this->attempts->look($transaction);
        $asked = (int) hrtime(true) - $began;
        $state = PayState::of($transaction);
        // Only an attempt that failed can have a successor.
        $newer = $state->isFailure() ? $this->attempts->newer($transaction) : null;

        return Answer::json([
            'state' => $newer === null ? $state->value : 'superseded',
            'secondsLeft' => $state === PayState::Waiting ? $transaction->secondsLeft : 0,
            'next' => self::next($transaction),
            // Milliseconds that TWINT took, and not the shop.
            'asked' => intdiv($asked, 1_000_000),
            'done' => $state->isFinal(),
            'retry' => $newer === null && $state->isFailure() && $this->attempts->canRetry($transaction),
            'redirect' => match (true) {
                $newer !== null => PayUrls::page($newer),
                $state->isSuccess() => PayUrls::finish($transaction),
                default => null,
            },
        ]);
    }

    /** The page asks when TWINT may be asked again: earlier it would hear nothing new. */
    private static function next(Transaction $transaction): int
    {
        return max(self::SOON_MS, min(self::LATEST_MS, $transaction->millisecondsUntilDue));
    }
}
