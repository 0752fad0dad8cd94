<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;

/** How an attempt stands, in the words of the page's script. */
final class StatusNews
{
    /** While another asks TWINT: it is a matter of one call. */
    private const SOON_MS = 500;

    /**
     * The page asks when TWINT may be asked again: earlier it would hear nothing new but what others learnt.
     *
     * @param int $askedMs milliseconds that TWINT took, and not the shop
     * @param int $latestMs when the page asks again at the latest
     * @param int|null $dueMs when TWINT may be asked again, where the row was read before that was known
     * @return array{state: string, onPhone: bool, secondsLeft: int, next: int, asked: int, done: bool, retry: bool, otherWay: bool, redirect: string|null}
     */
    public static function of(Transaction $transaction, int $askedMs, int $latestMs, ?int $dueMs = null): array
    {
        $state = PayState::of($transaction);
        $dueMs ??= $transaction->millisecondsUntilDue;

        return [
            'state' => $state->value,
            'onPhone' => $state === PayState::Waiting && $transaction->onPhone,
            'secondsLeft' => $state === PayState::Waiting ? $transaction->secondsLeft : 0,
            'next' => max(min(self::SOON_MS, $latestMs), min($latestMs, $dueMs)),
            'asked' => $askedMs,
            'done' => $state->isFinal(),
            'retry' => false,
            'otherWay' => false,
            'redirect' => null,
        ];
    }
}
