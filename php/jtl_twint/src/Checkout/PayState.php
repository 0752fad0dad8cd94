<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\Transaction;

/**
 * How an attempt stands in the buyer's eyes, also on pages that are shown where the extension is missing.
 *
 * Written from src/books/pay_state.rs by tests/pay_state.rs; do not change it by hand.
 */
enum PayState: string
{
    /** It is being started. */
    case Preparing = 'preparing';
    /** It waits for the buyer. */
    case Waiting = 'waiting';
    /** The buyer approved, and the money is captured a moment later. */
    case Processing = 'processing';
    /** It is paid. */
    case Paid = 'paid';
    /** Its money is reserved, to be captured later. */
    case Reserved = 'reserved';
    /** The buyer or the bank declined. */
    case Declined = 'declined';
    /** It was cancelled. */
    case Cancelled = 'cancelled';
    /** The time for paying ran out. */
    case TimedOut = 'timed_out';
    /** It could not be started. */
    case Failed = 'failed';
    /** It is not known what became of it. */
    case Uncertain = 'uncertain';
    /** It was paid and refunded. */
    case Refunded = 'refunded';

    private const OTHERWISE = 'otherwise';
    private const WITHOUT_ORDER = 'without_order';

    /** By phase, then by what else matters of the attempt. */
    private const STATES = [
        Phases::CREATED => [self::OTHERWISE => self::Preparing],
        Phases::PENDING => [self::OTHERWISE => self::Waiting],
        Phases::AUTHORISED => [
            'deferred' => self::Reserved,
            self::OTHERWISE => self::Processing,
        ],
        Phases::UNCERTAIN => [self::OTHERWISE => self::Uncertain],
        Phases::PARTIALLY_CAPTURED => [self::OTHERWISE => self::Paid],
        Phases::CAPTURED => [self::OTHERWISE => self::Paid],
        Phases::PARTIALLY_REFUNDED => [self::OTHERWISE => self::Paid],
        Phases::REFUNDED => [self::OTHERWISE => self::Refunded],
        Phases::CANCELLED => [
            'start_lost' => self::Failed,
            'timeout' => self::TimedOut,
            'CLIENT_TIMEOUT' => self::TimedOut,
            self::OTHERWISE => self::Cancelled,
        ],
        Phases::FAILED => [
            self::WITHOUT_ORDER => self::Failed,
            self::OTHERWISE => self::Declined,
        ],
    ];

    private const FINAL = [
        self::Paid,
        self::Reserved,
        self::Declined,
        self::Cancelled,
        self::TimedOut,
        self::Failed,
        self::Refunded,
    ];

    private const SUCCESS = [
        self::Paid,
        self::Reserved,
    ];

    private const FAILURE = [
        self::Declined,
        self::Cancelled,
        self::TimedOut,
        self::Failed,
    ];

    public static function of(Transaction $transaction): self
    {
        // What a newer version writes says nothing to this one.
        $states = self::STATES[$transaction->phase] ?? [self::OTHERWISE => self::Uncertain];
        $order = $transaction->twintUuid === null ? self::WITHOUT_ORDER : self::OTHERWISE;

        return (
            $states[$transaction->captureMode] ?? $states[(string) $transaction->reason] ?? $states[$order]
            ?? $states[self::OTHERWISE]
        );
    }

    /** Nothing will happen any more without the buyer's or the merchant's doing. */
    public function isFinal(): bool
    {
        return in_array($this, self::FINAL, true);
    }

    public function isSuccess(): bool
    {
        return in_array($this, self::SUCCESS, true);
    }

    /** The buyer may want to try again. */
    public function isFailure(): bool
    {
        return in_array($this, self::FAILURE, true);
    }
}
