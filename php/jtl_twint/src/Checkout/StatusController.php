<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Http\Message\ResponseInterface;

/** Tells the page's script how the attempt stands and when to ask again. */
final class StatusController
{
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
        // Only an attempt that failed leads to another.
        $another = $state->isFailure() ? $this->attempts->another($transaction) : null;

        return Answer::json([
            ...StatusNews::of($transaction, intdiv($asked, 1_000_000), self::LATEST_MS),
            ...($another === null ? [] : ['state' => 'superseded']),
            'retry' => $another === null && $state->isFailure() && $this->attempts->canRetry($transaction),
            'otherWay' => $another === null && $state->isFailure() && $this->attempts->canGiveUp($transaction),
            'redirect' => match (true) {
                $another !== null => PayUrls::page($another),
                $state->isSuccess() => PayUrls::finish($transaction),
                default => null,
            },
        ]);
    }
}
