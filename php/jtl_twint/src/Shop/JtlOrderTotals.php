<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Catalog\Currency;
use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * By the rates of the day on which the shop or Wawi priced the order. The shop's totals and rates are floats; the extension makes an amount
 * of them.
 */
final class JtlOrderTotals implements OrderTotals
{
    public function __construct(
        private readonly Database $database,
        private readonly OrderRates $rates,
    ) {
    }

    public function amount(Bestellung $order): string
    {
        /** @var numeric-string */
        return \Twint\owed_amount(
            (float) $order->fGesamtsumme,
            (float) ($this->rates->of((int) $order->kBestellung) ?? $order->fWaehrungsFaktor),
        );
    }

    public function total(int $orderId): ?string
    {
        $row = $this->database->row('SELECT fGesamtsumme FROM tbestellung WHERE kBestellung = :id', ['id' => $orderId]);

        // The order may be deleted between the two.
        $rate = $row === null ? null : $this->rates->of($orderId);

        /** @var numeric-string|null */
        return $row === null || $rate === null ? null : \Twint\owed_amount((float) $row['fGesamtsumme'], (float) $rate);
    }

    public function currency(Bestellung $order): string
    {
        return (new Currency((int) $order->kWaehrung))->getCode() ?? '';
    }
}
