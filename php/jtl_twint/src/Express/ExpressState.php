<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Twint\CheckInCancelReason;
use Twint\CheckInPhase;

/** How a check-in stands in the buyer's eyes. */
enum ExpressState: string
{
    case Waiting = 'waiting';
    case Processing = 'processing';
    /** There is an order: its pay page goes on. */
    case Ordered = 'ordered';
    case Cancelled = 'cancelled';
    case TimedOut = 'timed_out';
    case Failed = 'failed';
    case Abroad = 'abroad';
    case Incomplete = 'incomplete';
    case SoldOut = 'sold_out';
    case Voucher = 'voucher';
    case Shipping = 'shipping';
    case Changed = 'changed';
    case Refused = 'refused';

    public static function of(CheckIn $checkIn): self
    {
        if ($checkIn->transactionId !== null) {
            return self::Ordered;
        }

        return match ($checkIn->phase()) {
            CheckInPhase::Waiting, CheckInPhase::DataReceived => self::beforeOrder($checkIn),
            CheckInPhase::OrderStarted => self::Processing,
            CheckInPhase::Over => self::over((string) $checkIn->reason),
        };
    }

    private static function beforeOrder(CheckIn $checkIn): self
    {
        return match (true) {
            $checkIn->endWished => self::over((string) $checkIn->reason),
            $checkIn->pairingUuid === null, $checkIn->phase() === CheckInPhase::DataReceived => self::Processing,
            default => self::Waiting,
        };
    }

    private static function over(string $reason): self
    {
        $refusal = Refusal::tryFrom($reason);
        if ($refusal !== null) {
            return match ($refusal) {
                Refusal::Abroad => self::Abroad,
                Refusal::Data => self::Incomplete,
                Refusal::Stock => self::SoldOut,
                Refusal::Voucher => self::Voucher,
                Refusal::Shipping => self::Shipping,
                Refusal::Amount => self::Changed,
                Refusal::Shop => self::Refused,
            };
        }
        $cancelled = CheckInCancelReason::tryFrom($reason);
        if ($cancelled !== null) {
            return match ($cancelled) {
                CheckInCancelReason::Wished => self::Cancelled,
                CheckInCancelReason::TooLate => self::TimedOut,
                CheckInCancelReason::ShippingNotOffered => self::Shipping,
                CheckInCancelReason::Changed => self::Changed,
                CheckInCancelReason::NotStarted => self::Failed,
            };
        }

        // Else it never began, and the reason says what TWINT had against it.
        return $reason === CheckIn::LEFT || $reason === CheckIn::ENDED ? self::Cancelled : self::Failed;
    }

    public function heading(BuyerTexts $texts): string
    {
        return $texts->get($this->isOver() ? 'express_' . $this->value . '_heading' : 'express_heading');
    }

    public function text(BuyerTexts $texts): string
    {
        return $texts->get('express_' . $this->value . '_text');
    }

    /** Nothing more will happen by itself. */
    public function isOver(): bool
    {
        return match ($this) {
            self::Waiting, self::Processing, self::Ordered => false,
            self::Cancelled,
            self::TimedOut,
            self::Failed,
            self::Abroad,
            self::Incomplete,
            self::SoldOut,
            self::Voucher,
            self::Shipping,
            self::Changed,
            self::Refused,
                => true,
        };
    }
}
