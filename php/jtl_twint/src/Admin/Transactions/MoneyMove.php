<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Twint\Permitted;

/** What an admin can decide about a payment. Each has a form, most a confirmation, and then it is done. */
enum MoneyMove: string
{
    case Capture = 'capture';
    case Cancel = 'cancel';
    case Refund = 'refund';
    case Resolve = 'resolve';
    case EnterOutcome = 'enter';

    /** Whether it is about rows of the order and amounts. */
    public function hasPositions(): bool
    {
        return $this === self::Capture || $this === self::Refund;
    }

    /** Whether it writes down what the merchant read in TWINT's portal, and moves nothing there. */
    public function isReadInPortal(): bool
    {
        return $this === self::Resolve || $this === self::EnterOutcome;
    }

    /** The word of the reason why not; null: it may be done. */
    public function forbidden(Permitted $permitted): ?string
    {
        return match ($this) {
            self::Capture => $permitted->capture,
            self::Cancel => $permitted->cancel,
            self::Refund => $permitted->refund,
            self::Resolve => $permitted->resolve,
            self::EnterOutcome => $permitted->enterOutcome,
        };
    }
}
