<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Catalog\Currency;
use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Persistence\Database;

/** By the rates of the day on which the shop or Wawi priced the order. */
final class JtlOrderTotals implements OrderTotals
{
    public function __construct(
        private readonly Database $database,
        private readonly OrderRates $rates,
    ) {
    }

    public function amount(Bestellung $order): string
    {
        return self::charged(
            (float) $order->fGesamtsumme,
            (float) ($this->rates->of((int) $order->kBestellung) ?? $order->fWaehrungsFaktor),
        );
    }

    public function total(int $orderId): ?string
    {
        $row = $this->database->row('SELECT fGesamtsumme FROM tbestellung WHERE kBestellung = :id', ['id' => $orderId]);

        return $row === null
            ? null
            : self::charged(max(0.0, (float) $row['fGesamtsumme']), (float) $this->rates->of($orderId));
    }

    public function currency(Bestellung $order): string
    {
        return (new Currency((int) $order->kWaehrung))->getCode() ?? '';
    }

    /**
     * The total is in the shop's currency and not rounded. The one place where money is a float: the shop's own.
     *
     * @return numeric-string
     */
    private static function charged(float $total, float $factor): string
    {
        /** @var numeric-string */
        return number_format(round($total * $factor, 2), 2, '.', '');
    }
}
