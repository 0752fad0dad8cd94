<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Twint\Reservation;

/** A payment that is only reserved. */
final class DeferredTest extends PaymentTestCase
{
    /** @param array<string, string> $settings */
    private function reserved(array $settings = []): Transaction
    {
        $this->configure($settings + ['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);

        return $this->payments()->settle($t, Initiator::buyer());
    }

    public function testAnApprovedOneIsReservedWithTheTimeOfItsGuaranteeAndTakesNothing(): void
    {
        $t = $this->reserved(['guarantee_days' => '5']);
        self::assertSame('authorised', $t->phase);
        self::assertSame('42.00', $this->twint->order($t->twintUuid)['reserved']);
        self::assertSame(0, $this->twint->calls('ConfirmOrder'));
        self::assertSame('0.00', $this->twint->captured());
        self::assertSame([], $this->world->shop->paymentsOf($t->orderId));
        $approved = new \DateTimeImmutable((string) $t->authorisedAt, new \DateTimeZone('UTC'));
        self::assertEqualsWithDelta(time(), $approved->getTimestamp(), 30);
        self::assertSame($approved->modify('+5 days')->format('Y-m-d H:i:s.v'), $t->guaranteeUntil);
        self::assertSame([], $t->duties);
    }

    public function testItsGuaranteeCountsFromTheFirstTimeItWasSeen(): void
    {
        $t = $this->reserved();
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET authorised_at = authorised_at - INTERVAL 1 DAY');
        $again = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame($t->guaranteeUntil, $again->guaranteeUntil);
    }

    /** @dataProvider statuses */
    public function testTheOrderGoesToWawiInTheStatusTheMerchantChose(string $setting, int $status): void
    {
        $t = $this->reserved(['status_authorised' => $setting]);
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
        self::assertSame($status, $this->world->shop->status($t->orderId));
        self::assertSame([], $this->world->shop->saidOf($t->orderId));
    }

    /** @return iterable<array{string, int}> */
    public static function statuses(): iterable
    {
        yield 'left as it is' => ['keep', 1];
        yield 'in progress' => ['2', 2];
        yield 'paid' => ['3', 3];
    }

    /** @dataProvider statusesOfTheLost */
    public function testAnOrderThatIsShownPaidForItsReservationIsNotWhenThatLapsesAndIsEnded(
        string $setting,
        int $status,
    ): void {
        $t = $this->reserved([
            'status_authorised' => '3',
            'status_cancelled' => $setting,
            'status_failed' => $setting,
            'wawi_release' => 'captured',
        ]);
        self::assertSame([3, 'P'], [$this->world->shop->status($t->orderId), $this->world->shop->fetched($t->orderId)]);
        $this->twint->expire((string) $t->twintUuid);
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame($status, $this->world->shop->status($t->orderId));
        self::assertTrue($this->payments()->canRetry($t));
        self::assertSame(1, $this->sweep()->givenUp);
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
    }

    /** @return iterable<array{string, int}> */
    public static function statusesOfTheLost(): iterable
    {
        yield 'left as it is: open' => ['keep', 1];
        yield 'in progress' => ['2', 2];
    }

    /** Somebody else dated a payment of it. */
    public function testAnOrderThatIsPaidOtherwiseStaysPaidWhenItsReservationLapses(): void
    {
        $t = $this->reserved(['status_authorised' => '3', 'status_cancelled' => '2', 'status_failed' => '2']);
        $this->sql("UPDATE tbestellung SET dBezahltDatum = '2026-11-01' WHERE kBestellung = $t->orderId");
        $this->twint->expire((string) $t->twintUuid);
        $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame(3, $this->world->shop->status($t->orderId));
    }

    /** What the merchant may still capture is what the buyer's pages call reserved, also after some of the first part was paid back. */
    public function testTheRestIsReservedUntilItIsCapturedWhateverIsPaidBackOfThePart(): void
    {
        $t = $this->reserved();
        $reserved = fn(): ?Reservation => \Twint\reservation_shown($this->fresh($t)->payment());
        self::assertSame(Reservation::Whole, $reserved());
        $manual = $this->world->get(ManualOperations::class);
        $capture = static fn(string $amount, bool $final): CaptureRequest => new CaptureRequest(
            RequestKey::random(),
            [],
            $amount,
            $final,
        );
        $manual->capture($t, $capture('30.00', false), Initiator::admin('Anna'));
        self::assertSame(Reservation::Rest, $reserved());
        $refund = new RefundRequest(RequestKey::random(), [], '10.00');
        $manual->refund($this->fresh($t), $refund, Initiator::admin('Anna'));
        self::assertSame('partially_refunded', $this->fresh($t)->phase);
        self::assertSame(Reservation::Rest, $reserved());
        $manual->capture($this->fresh($t), $capture('5.00', true), Initiator::admin('Anna'));
        self::assertSame('partially_refunded', $this->fresh($t)->phase);
        self::assertNull($reserved());
    }

    /** @dataProvider statusesOfTheRefunded */
    public function testAPaidOrderTakesTheStatusOfItsRefund(string $setting, string $amount, int $status): void
    {
        $this->configure([$setting => '2']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::cron());
        self::assertSame(3, $this->world->shop->status($t->orderId));
        $this->world->get(ManualOperations::class)->refund(
            $t,
            new RefundRequest(RequestKey::random(), [], $amount),
            Initiator::admin('Anna'),
        );
        self::assertSame($status, $this->world->shop->status($t->orderId));
    }

    /** @return iterable<array{string, string, int}> */
    public static function statusesOfTheRefunded(): iterable
    {
        yield 'all of it' => ['status_refunded', '42.00', 2];
        yield 'a part' => ['status_partially_refunded', '12.00', 2];
        yield 'a part, which is left as it is' => ['status_refunded', '12.00', 3];
    }

    /**
     * A parcel took less than the order came to, and Wawi's edit made that the whole of it.
     *
     * @dataProvider refundsOfACoveredOrder
     */
    public function testAnOrderIsNotCalledPaidOnTheDayOnWhichAllOfItWasPaidBack(string $refund, bool $isDated): void
    {
        $t = $this->reserved();
        $manual = $this->world->get(ManualOperations::class);
        $capture = new CaptureRequest(RequestKey::random(), [], '20.00', true);
        $t = $manual->capture($t, $capture, Initiator::wawi())->transaction;
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 20 WHERE kBestellung = $t->orderId");
        $t = $manual->refund($t, new RefundRequest(RequestKey::random(), [], $refund), Initiator::wawi())->transaction;
        self::assertSame([$refund, []], [$t->refunded, $t->duties]);
        self::assertSame($isDated, $this->world->shop->state($t->orderId)?->isDated);
    }

    /** @return iterable<string, array{string, bool}> */
    public static function refundsOfACoveredOrder(): iterable
    {
        yield 'all of it' => ['20.00', false];
        yield 'a part: the order was paid before' => ['5.00', true];
    }

    public function testASecondAttemptIsNotStartedForIt(): void
    {
        $t = $this->reserved();
        $order = $this->world->shop->load($t->orderId);
        self::assertSame($t->id, $this->payments()->begin($order, 'ger')->id);
        self::assertFalse($this->payments()->canRetry($t));
        self::assertSame(1, $this->twint->calls('StartOrder'));
    }

    public function testItsTimeToPayEndsNothingOnceItIsApproved(): void
    {
        $t = $this->reserved();
        $this->passTime($t);
        $this->sweep();
        self::assertSame('authorised', $this->fresh($t)->phase);
        self::assertSame(0, $this->twint->calls('CancelOrder'));
    }

    public function testWhatTheMerchantCapturesInFullElsewhereIsRecordedOnce(): void
    {
        $t = $this->reserved();
        $merchant = $this->world->get(\Plugin\jtl_twint\src\Settings\MerchantFactory::class)->of(
            new AccessKey(AccessKey::FIRST, 'testing'),
        );
        \Twint\capture($merchant, (string) $t->twintUuid, '42.00');
        $this->sweep();
        $this->sweep();
        $this->assertPaidOnce($this->fresh($t));
    }
}
