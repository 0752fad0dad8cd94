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
        foreach ([
            'unchanged' => [51.00 / 1.05, '51.00'],
            // By none of the rates what was asked for: the noted one stays.
            'made smaller' => [40.00 / 1.05, '38.86'],
            'made larger' => [60.00 / 1.05, '58.29'],
        ] as $edit => [$total, $francs]) {
            $order = $this->order(self::FRANCS, '50.00');
            $this->payments()->begin($order, 'ger');
            self::assertSame('51.00', $this->asked($order));
            $order->fGesamtsumme = $total;
            $this->sql("UPDATE tbestellung SET fGesamtsumme = $total WHERE kBestellung = $order->kBestellung");
            self::assertSame($francs, $this->asked($order), $edit);
        }
        $this->note($order, self::FRANCS);
        self::assertSame('60.00', $this->asked($order), 'heard');
    }

    public function testTheRateThatWasRecognisedStaysTheOrdersWhenItMovesAgain(): void
    {
        foreach (['placed' => null, 'heard of before' => '1.03'] as $was => $heard) {
            $order = $this->sentBackUnheard($heard);
            self::assertSame('51.00', $this->asked($order), $was);
            self::assertSame('51.00', $this->asked($order), 'asked again');
            $this->rate(self::FRANCS, '1.08');
            self::assertSame('51.00', $this->asked($order), $was);
        }
    }

    public function testARateIsRecognisedAlsoWhereItCannotBeNoted(): void
    {
        $order = $this->sentBackUnheard(null);
        $this->sql('SET SESSION TRANSACTION READ ONLY');
        try {
            self::assertSame('51.00', $this->asked($order));
        } finally {
            $this->sql('SET SESSION TRANSACTION READ WRITE');
        }
        $this->world->pdo->beginTransaction();
        self::assertSame('51.00', $this->asked($order));
        $this->world->pdo->rollBack();
        self::assertSame([], $this->noted($order));
        $this->asked($order);
        self::assertSame(['1.050000000'], $this->noted($order));
    }

    /** @param numeric-string|null $heard the rate of the day on which Wawi sent the order back before, and the plugin heard it */
    private function sentBackUnheard(?string $heard): Bestellung
    {
        $order = $this->order(self::FRANCS, '50.00');
        $this->rate(self::FRANCS, '1.02');
        $this->payments()->begin($order, 'ger');
        if ($heard !== null) {
            $this->rate(self::FRANCS, $heard);
            $this->note($order, self::FRANCS);
        }
        $this->rate(self::FRANCS, '1.05');
        $order->fGesamtsumme = 51.00 / 1.05;
        $this->sql(
            "UPDATE tbestellung SET fGesamtsumme = $order->fGesamtsumme WHERE kBestellung = $order->kBestellung",
        );

        return $order;
    }

    /** @return list<string> */
    private function noted(Bestellung $order): array
    {
        /** @var list<string> */
        return $this->world
            ->pdo
            ->query("SELECT rate FROM xplugin_jtl_twint_order_rate WHERE order_id = $order->kBestellung")
            ->fetchAll(\PDO::FETCH_COLUMN);
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
