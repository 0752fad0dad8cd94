<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Twint\OrderStanding;

/** What matters of a shop order beside its money: a view that Wawi may overwrite at any time. */
final class OrderState
{
    /**
     * @param bool $isOurs whether TWINT is its payment method
     * @param bool $isDated whether the shop or Wawi dated a payment
     */
    public function __construct(
        public readonly int $orderId,
        public readonly int $status,
        public readonly string $fetched,
        public readonly bool $isOurs,
        public readonly bool $isDated,
    ) {
    }

    /** Null: it is not in the shop any more. Only where Extension::isUsable(). */
    public static function standing(?self $state): OrderStanding
    {
        return match ($state?->status) {
            null => OrderStanding::Gone,
            \BESTELLUNG_STATUS_OFFEN, \BESTELLUNG_STATUS_IN_BEARBEITUNG => OrderStanding::Open,
            \BESTELLUNG_STATUS_VERSANDT, \BESTELLUNG_STATUS_TEILVERSANDT => OrderStanding::Shipped,
            \BESTELLUNG_STATUS_STORNO => OrderStanding::Cancelled,
            \BESTELLUNG_STATUS_BEZAHLT => OrderStanding::Paid,
            default => OrderStanding::Other,
        };
    }

    public function isOpen(): bool
    {
        return in_array($this->status, [\BESTELLUNG_STATUS_OFFEN, \BESTELLUNG_STATUS_IN_BEARBEITUNG], true);
    }

    public function isCancelled(): bool
    {
        return $this->status === \BESTELLUNG_STATUS_STORNO;
    }

    /** Open, and neither paid nor let go to Wawi. */
    public function waitsForPayment(): bool
    {
        return $this->isOpen() && $this->isHeld();
    }

    /** May have its first attempt. Only where Extension::isUsable(). */
    public function awaitsFirstAttempt(): bool
    {
        return \Twint\awaits_first(self::standing($this), $this->isHeld(), $this->isOurs, $this->isDated);
    }

    /** Kept from Wawi from its first moment: Wawi has never seen this order. */
    public function isHeld(): bool
    {
        return $this->fetched === OrderHold::HELD;
    }

    /** Kept from Wawi after it was released, and not acknowledged by Wawi. */
    public function isHeldAgain(): bool
    {
        return $this->fetched === OrderHold::HELD_AGAIN;
    }
}
