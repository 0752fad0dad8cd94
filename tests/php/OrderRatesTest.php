<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Shop\OrderRates;
use Plugin\jtl_twint\src\Shop\OrderTotals;

/** What the buyer owes is asked for by the rate of the day on which Wawi priced the order. */
final class OrderRatesTest extends PaymentTestCase
{
    private const FRANCS = 3;
    private const EUROS = 4;
    private const OTHER_METHOD = 2;

    protected function setUp(): void
    {
        parent::setUp();
        $this->rate(self::FRANCS, '1.05');
        $this->rate(self::EUROS, '1');
    }

    protected function tearDown(): void
    {
        $this->sql('DELETE FROM twaehrung');
        $this->rate(self::FRANCS, '1');
        parent::tearDown();
    }

    public function testAnOrderThatWawiChangedToTwintIsAskedForByTheRateOfThatDay(): void
    {
        $order = $this->order(self::FRANCS, '50.00');
        $this->note($order, self::FRANCS);
        self::assertSame('52.50', $this->asked($order));
    }

    public function testOrdersThatAreNotPaidWithTwintLeaveNoTrace(): void
    {
        $order = $this->order(self::FRANCS, '50.00');
        $this->sql('UPDATE tbestellung SET kZahlungsart = ' . self::OTHER_METHOD);
        $this->note($order, self::FRANCS);
        self::assertSame('51.00', $this->asked($order), 'by the rate of the day on which it was placed');
    }

    public function testAnOrderWithAPaymentHasItsRateAlsoWherePaidInAnotherWayByNow(): void
    {
        $order = $this->order(self::FRANCS, '50.00');
        $this->payments()->begin($order, 'ger');
        $this->sql('UPDATE tbestellung SET kZahlungsart = ' . self::OTHER_METHOD);
        $this->note($order, self::FRANCS);
        self::assertSame('52.50', $this->asked($order));
    }

    public function testPricesThatTheShopDividedByNothingAreFrancsAlready(): void
    {
        $order = $this->order(self::FRANCS, '50.00');
        $this->note($order, null);
        self::assertSame('50.00', $this->asked($order));
        $this->note($order, 99);
        self::assertSame('50.00', $this->asked($order), 'a currency that the shop does not know');
    }

    public function testWhatWawiPricedInEurosIsInAShopOfFrancsInFrancsAlready(): void
    {
        $this->rate(self::FRANCS, '1');
        $this->rate(self::EUROS, '0.95');
        $order = $this->order(self::FRANCS, '50.00');
        $this->payments()->begin($order, 'ger');
        $this->note($order, self::EUROS);
        self::assertSame('50.00', $this->asked($order));
    }

    public function testWhatWawiSentBackUnheardIsAskedForByTheRateOfThatDayWhereThatAloneExplainsIt(): void
    {
        $order = $this->order(self::FRANCS, '50.00');
        $this->payments()->begin($order, 'ger');
        self::assertSame('51.00', $this->asked($order));
        foreach ([
            'unchanged' => [51.00 / 1.05, '51.00'],
            // By none of the rates what was asked for: the noted one stays.
            'made smaller' => [40.00 / 1.05, '38.86'],
            'made larger' => [60.00 / 1.05, '58.29'],
        ] as $edit => [$total, $francs]) {
            $order->fGesamtsumme = $total;
            $this->sql("UPDATE tbestellung SET fGesamtsumme = $total");
            self::assertSame($francs, $this->asked($order), $edit);
        }
        $this->note($order, self::FRANCS);
        self::assertSame('60.00', $this->asked($order), 'heard');
    }

    private function order(int $currency, string $total): Bestellung
    {
        $order = $this->world->shop->newOrder($total);
        $order->fWaehrungsFaktor = 1.02;
        $this->sql(
            "UPDATE tbestellung SET kWaehrung = $currency, fWaehrungsFaktor = 1.02 WHERE kBestellung = $order->kBestellung",
        );

        return $order;
    }

    private function note(Bestellung $order, ?int $currency): void
    {
        $this->world->get(OrderRates::class)->noteToday((int) $order->kBestellung, $currency);
    }

    /** @return string the amount of a payment that begins now */
    private function asked(Bestellung $order): string
    {
        return $this->world->get(OrderTotals::class)->amount($order);
    }

    private function rate(int $currency, string $factor): void
    {
        $this->sql("REPLACE INTO twaehrung (kWaehrung, fFaktor) VALUES ($currency, $factor)");
    }
}
