<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\Transaction;

/** How an attempt stands in the buyer's eyes. The phases are finer: what only the merchant must tell apart is one here. */
enum PayState: string
{
    case Preparing = 'preparing';
    case Waiting = 'waiting';
    case Processing = 'processing';
    case Paid = 'paid';
    case Reserved = 'reserved';
    case Declined = 'declined';
    case Cancelled = 'cancelled';
    case TimedOut = 'timed_out';
    case Failed = 'failed';
    case Uncertain = 'uncertain';
    case Refunded = 'refunded';

    public static function of(Transaction $transaction): self
    {
        return match ($transaction->phase) {
            Phases::CREATED => self::Preparing,
            Phases::PENDING => self::Waiting,
            Phases::AUTHORISED => $transaction->captureMode === Transaction::DEFERRED
                ? self::Reserved
                : self::Processing,
            Phases::PARTIALLY_CAPTURED, Phases::CAPTURED, Phases::PARTIALLY_REFUNDED => self::Paid,
            Phases::REFUNDED => self::Refunded,
            Phases::CANCELLED => self::cancelled($transaction),
            // Where TWINT never had the order, nobody declined it.
            Phases::FAILED => $transaction->twintUuid === null ? self::Failed : self::Declined,
            default => self::Uncertain,
        };
    }

    private static function cancelled(Transaction $transaction): self
    {
        return match ($transaction->reason) {
            'timeout', 'CLIENT_TIMEOUT' => self::TimedOut,
            // The answer with the digits was lost, so it was ended before anybody could have paid.
            'start_lost' => self::Failed,
            default => self::Cancelled,
        };
    }

    /** Nothing will happen any more without the buyer's or the merchant's doing. */
    public function isFinal(): bool
    {
        return match ($this) {
            self::Preparing, self::Waiting, self::Processing, self::Uncertain => false,
            default => true,
        };
    }

    public function isSuccess(): bool
    {
        return $this === self::Paid || $this === self::Reserved;
    }

    /** The buyer may want to try again. */
    public function isFailure(): bool
    {
        return match ($this) {
            self::Declined, self::Cancelled, self::TimedOut, self::Failed => true,
            default => false,
        };
    }
}
