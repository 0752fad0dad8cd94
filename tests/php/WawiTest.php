<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;

/** An order that Wawi has, or may have, is never cancelled behind its back; one that it never saw is, and one that it did not fetch in a day. */
final class WawiTest extends PaymentTestCase
{
    private function reserved(): Transaction
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('N', $this->world->shop->fetched($t->orderId), 'a reservation is released to Wawi');

        return $t;
    }

    /** As the shop does when Wawi says that it has the order. */
    private function fetch(Transaction $t): void
    {
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE kBestellung = $t->orderId");
        $this->sql("UPDATE tbestellung SET cStatus = 2 WHERE kBestellung = $t->orderId AND cStatus = 1");
    }

    private function lose(Transaction $t): Transaction
    {
        $this->twint->expire($t->twintUuid);
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertFalse($t->isOpen());

        return $t;
    }

    private function assertLeftToTheMerchant(Transaction $t, int $status): void
    {
        self::assertSame($status, $this->world->shop->status($t->orderId));
        self::assertSame(9, $this->world->shop->stockOf($t->orderId));
        $said = $this->world->shop->saidOf($t->orderId);
        self::assertNotContains('orderCancelled', $said);
        self::assertSame('attention', end($said));
        self::assertSame([], $this->fresh($t)->duties);
    }

    public function testAReservationThatLapsesIsShownToTheMerchantAtOnce(): void
    {
        $t = $this->lose($this->reserved());
        self::assertSame(['attention'], $this->world->shop->saidOf($t->orderId));
    }

    public function testWhatWawiHasFetchedStaysWhenItsReservationLapsesAndIsGivenUp(): void
    {
        $t = $this->reserved();
        $this->fetch($t);
        $this->lose($t);
        self::assertSame('Y', $this->world->shop->fetched($t->orderId));
        self::assertSame(1, $this->sweep()->givenUp);
        $this->assertLeftToTheMerchant($t, 2);
    }

    public function testACancelledOrderWhosePaymentIsLostGivesBackWhatItTookOnce(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = $t->orderId");
        $this->lose($t);
        $this->sweep();
        self::assertSame('Y', $this->world->shop->fetched($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
        $this->sweep();
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
    }

    public function testAnOrderIsLeftToTheMerchantOnceHoweverOftenItsPaymentIsLookedAtAgain(): void
    {
        $t = $this->reserved();
        $this->fetch($t);
        $this->lose($t);
        $this->sweep();
        $said = $this->world->shop->saidOf($t->orderId);
        for ($time = 0; $time < 3; $time++) {
            $this->payments()->recheck($this->fresh($t), Initiator::cron());
            $this->sweep();
        }
        self::assertSame($said, $this->world->shop->saidOf($t->orderId));
    }

    public function testWhatWawiMayBeFetchingWaitsForWawisWordAndIsLeftToTheMerchantOnceWawiHasIt(): void
    {
        $t = $this->lose($this->reserved());
        self::assertSame('Q', $this->world->shop->fetched($t->orderId));
        self::assertSame(0, $this->sweep()->givenUp);
        self::assertSame(1, $this->world->shop->status($t->orderId));
        $this->fetch($t);
        self::assertSame('Y', $this->world->shop->fetched($t->orderId), 'Wawi had it in its hands already');
        self::assertSame(1, $this->sweep()->givenUp);
        $this->assertLeftToTheMerchant($t, 2);
    }

    public function testWhatIsHeldAgainAndNotAcknowledgedForADayIsCancelled(): void
    {
        $t = $this->lose($this->reserved());
        $this->passSinceHeldAgain(86_390);
        self::assertSame(0, $this->sweep()->givenUp);
        $this->passSinceHeldAgain(20);
        self::assertSame(1, $this->sweep()->givenUp);
        $this->assertEnded($t);
        self::assertSame(0, $this->sweep()->givenUp);
    }

    public function testAnOrderThatIsPaidWhileItWaitsForWawisWordIsReleased(): void
    {
        $t = $this->lose($this->reserved());
        $second = $this->payments()->retry($t);
        $this->twint->approve($second->pairingToken);
        $this->payments()->settle($this->fresh($second), Initiator::buyer());
        $this->passSinceHeldAgain(100_000);
        self::assertSame(0, $this->sweep()->givenUp);
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
    }

    private function passSinceHeldAgain(int $seconds): void
    {
        $this->sql("UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL $seconds SECOND WHERE event = 'held_again'");
    }

    private function assertEnded(Transaction $t): void
    {
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame('Y', $this->world->shop->fetched($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
        self::assertSame(1, $this->world->shop->creditsOf($t->orderId));
        self::assertContains('orderCancelled, as promised', $this->world->shop->saidOf($t->orderId));
        self::assertSame([], $this->fresh($t)->duties);
    }

    public function testWhatIsLeftIsSaidOnce(): void
    {
        $t = $this->lose($this->reserved());
        $this->fetch($t);
        $this->sweep();
        $said = $this->world->shop->saidOf($t->orderId);
        $this->sweep();
        self::assertSame(['attention', 'attention'], $said);
        self::assertSame($said, $this->world->shop->saidOf($t->orderId));
    }

    public function testAReservationThatTheAdminFreesIsHeldFromWawiAndItsOrderCancelledLater(): void
    {
        $t = $this->payments()->cancel($this->reserved(), Initiator::admin('eva'));
        self::assertSame('Q', $this->world->shop->fetched($t->orderId));
        $this->sweep();
        self::assertSame(1, $this->world->shop->status($t->orderId));
        $this->passSinceHeldAgain(86_400);
        $this->sweep();
        $this->assertEnded($t);
    }

    public function testAnUncertainReservationIsHeldAndReleasedAgainOnceItIsCertain(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET amount = 41 WHERE id = $t->id");
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame('uncertain', $t->phase);
        self::assertSame('Q', $this->world->shop->fetched($t->orderId));
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET amount = 42 WHERE id = $t->id");
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame('authorised', $t->phase);
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
    }

    public function testAnOrderThatWawiWasToFetchUnpaidIsKeptFromItAndCancelledWhenItsPaymentTimesOut(): void
    {
        $order = $this->world->shop->newOrder();
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'N' WHERE kBestellung = $order->kBestellung");
        $t = $this->payments()->begin($order, 'ger');
        self::assertSame('Q', $this->world->shop->fetched($t->orderId));
        $this->passTime($t);
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame('cancelled', $t->phase);
        $this->sweep();
        self::assertSame(1, $this->world->shop->status($t->orderId));
        $this->passSinceHeldAgain(86_400);
        $this->sweep();
        $this->assertEnded($t);
    }

    public function testAnOrderThatWawiNeverSawIsCancelledWhenItIsGivenUp(): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame(1, $this->sweep()->givenUp);
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
        self::assertSame(0, $this->sweep()->givenUp);
    }

    public function testAnOrderThatSomebodyPaysAgainIsNotGivenUp(): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        $second = $this->payments()->retry($t);
        self::assertSame(0, $this->sweep()->givenUp);
        $this->twint->approve($second->pairingToken);
        $this->assertPaidOnce($this->payments()->settle($this->fresh($second), Initiator::buyer()));
    }

    /** @dataProvider statusesOfThePaid */
    public function testAnOrderThatAnotherAttemptPaysIsNotGivenUpByALaterEnd(int $status): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        $second = $this->payments()->retry($t);
        $this->twint->approve($second->pairingToken);
        $this->payments()->settle($second, Initiator::buyer());
        $this->sql("UPDATE tbestellung SET cStatus = $status WHERE kBestellung = $t->orderId");
        // As of one that TWINT held money for once more, and then no more.
        $this->sql("UPDATE xplugin_jtl_twint_event SET id = id + 1000 WHERE transaction_id = $t->id");
        self::assertSame(0, $this->sweep()->givenUp);
        self::assertSame($status, $this->world->shop->status($t->orderId));
    }

    /** @return iterable<string, array{int}> */
    public static function statusesOfThePaid(): iterable
    {
        yield 'in progress' => [2];
        yield 'shipped' => [4];
    }

    public function testAnOrderThatWawiCancelledKeepsItsStockToWawi(): void
    {
        $t = $this->reserved();
        $this->fetch($t);
        $this->sql("UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = $t->orderId");
        $t = $this->lose($t);
        $this->sweep();
        self::assertSame(9, $this->world->shop->stockOf($t->orderId));
    }

    public function testWhatIsShippedIsNeverTouched(): void
    {
        $t = $this->reserved();
        $this->fetch($t);
        $this->sql("UPDATE tbestellung SET cStatus = 4 WHERE kBestellung = $t->orderId");
        $t = $this->lose($t);
        $this->sweep();
        $this->assertLeftToTheMerchant($t, 4);
    }

    public function testWhatWasShippedAndIsNeverPaidIsShownToTheMerchantWhateverWawiMayDo(): void
    {
        $this->configure(['wawi_ship' => 'nothing']);
        $t = $this->begin();
        $this->fetch($t);
        $this->sql("UPDATE tbestellung SET cStatus = 4 WHERE kBestellung = $t->orderId");
        $t = $this->lose($t);
        $this->sweep();
        $this->assertLeftToTheMerchant($t, 4);
        $said = $this->world->shop->saidOf($t->orderId);
        $this->sweep();
        self::assertSame($said, $this->world->shop->saidOf($t->orderId));
    }
}
