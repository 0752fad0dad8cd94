<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;

/** Keeps an order from Wawi from its first moment: it is released when it is paid. */
final class HoldNewOrders
{
    public function __construct(
        private readonly OurMethod $method,
    ) {
    }

    public function apply(Bestellung $order): void
    {
        if (
            !$this->method->isOf((int) $order->kZahlungsart)
            || (int) $order->cStatus !== \BESTELLUNG_STATUS_OFFEN
            || self::comesFromWawi()
        ) {
            return;
        }
        $order->cAbgeholt = OrderHold::HELD;
    }

    /** Wawi may create orders in the shop, too; it knows those. */
    private static function comesFromWawi(): bool
    {
        return str_contains($_SERVER['SCRIPT_NAME'], '/' . \PFAD_DBES);
    }
}
