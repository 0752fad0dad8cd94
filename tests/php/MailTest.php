<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\AwaitedMoney;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;

/** What the buyer is written, when, and how often. */
final class MailTest extends PaymentTestCase
{
    /** @return list<string> without what the merchant is told */
    private function written(Transaction $t): array
    {
        return array_values(array_diff($this->world->shop->saidOf($t->orderId), ['attention']));
    }

    private function settleTwice(Transaction $t): Transaction
    {
        $this->payments()->settle($this->fresh($t), Initiator::cron());

        return $this->payments()->settle($this->fresh($t), Initiator::buyer());
    }

    public function testTheConfirmationThatWaitedForThePaymentIsSentOnceBeforeTheReceipt(): void
    {
        $this->configure(['mail' => 'paid']);
        $t = $this->begin();
        self::assertSame([], $this->written($t));
        $this->twint->approve($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame(['orderConfirmation', 'paymentReceived'], $this->written($t));
    }

    public function testTheConfirmationThatWasSentWithTheOrderIsNotSentAgain(): void
    {
        $this->configure(['mail' => 'order']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame(['paymentReceived'], $this->written($t));
    }

    public function testAPromisedMailSaysThatAPaymentWasNotMade(): void
    {
        $this->twint->fail('resetAfterRequest', 'StartOrder', ['nth' => 1]);
        $t = $this->begin();
        self::assertSame('uncertain', $t->phase);
        $this->settleTwice($t);
        self::assertSame(['paymentNotMade'], $this->written($t));
    }

    public function testAPromisedMailSaysThatAPaymentWasDeclinedWhileNobodyCouldAsk(): void
    {
        $t = $this->uncertain();
        $this->twint->decline($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame(['paymentNotMade'], $this->written($t));
    }

    public function testAPromisedMailSaysThatTheTimeIsOverAndALaterOneThatTheOrderIs(): void
    {
        $t = $this->uncertain();
        $this->settleTwice($t);
        self::assertSame('cancelled', $this->fresh($t)->phase);
        self::assertSame(['paymentNotMade'], $this->written($t));
        $this->sweep();
        self::assertSame(['paymentNotMade', 'orderCancelled, as promised'], $this->written($t));
    }

    /** The mail of the first was still to be sent, and could not be for a while. */
    public function testACancellationIsWrittenOnceThoughAnEarlierAttemptPromisedAMail(): void
    {
        $first = $this->begin();
        $this->twint->decline($first->pairingToken);
        $this->payments()->settle($first, Initiator::buyer());
        $this->sql("UPDATE xplugin_jtl_twint_transaction
            SET duties = 'send_mail', claim = 'another', claimed_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE id = $first->id");
        $second = $this->payments()->retry($this->fresh($first));
        $this->passTime($second);
        $this->payments()->settle($this->fresh($second), Initiator::cron());
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) WHERE id = $second->id");
        $this->world->get(Sweep::class)->run();
        self::assertSame(-1, $this->world->shop->status($second->orderId));
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET claimed_until = UTC_TIMESTAMP(3) WHERE id = $first->id");
        $this->sweep();
        self::assertSame(['orderCancelled, as promised'], $this->written($second));
    }

    public function testAPromisedMailSaysThatAPaymentStillWaits(): void
    {
        $t = $this->begin();
        $this->twint->fail('resetAfterRequest', 'CancelOrder');
        $this->twint->fail(['html' => 503], 'MonitorOrder', ['nth' => 2]);
        $this->twint->fail(['html' => 503], 'MonitorOrder', ['nth' => 3]);
        $this->twint->fail(['html' => 503], 'MonitorOrder', ['nth' => 4]);
        $t = $this->payments()->cancel($t, Initiator::buyer());
        self::assertSame('uncertain', $t->phase);
        $this->twint->heal();
        $this->settleTwice($t);
        self::assertSame('pending', $this->fresh($t)->phase);
        self::assertSame(['paymentNotMade'], $this->written($t));
    }

    /** Wawi has told the buyer, and what waits again comes to an end of its own. */
    public function testNobodyIsWrittenOfAPaymentThatWaitsAgainForAnOrderThatWawiCancelled(): void
    {
        $t = $this->begin();
        $this->twint->fail('resetAfterRequest', 'CancelOrder');
        foreach ([2, 3, 4] as $nth) {
            $this->twint->fail(['html' => 503], 'MonitorOrder', ['nth' => $nth]);
        }
        $t = $this->payments()->cancel($t, Initiator::buyer());
        self::assertSame('uncertain', $t->phase);
        $this->twint->heal();
        $this->sql("UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = $t->orderId");
        $this->settleTwice($t);
        self::assertSame('pending', $this->fresh($t)->phase);
        self::assertSame([], $this->written($t));
    }

    public function testAPromisedMailSaysThatTheMoneyArrived(): void
    {
        $t = $this->uncertain();
        $this->twint->approve($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame(['paymentReceived'], $this->written($t));
    }

    public function testAPromisedMailSaysThatTheMoneyIsReserved(): void
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->uncertain();
        $this->twint->approve($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame(['paymentReserved'], $this->written($t));
    }

    public function testNobodyIsWrittenThatAPaymentFailedWhichTheySawFail(): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame([], $this->written($t));
    }

    /** @dataProvider confirmations */
    public function testWhoWasToldThatTheOrderStandsIsToldThatItDoesNot(string $mail, string $expected): void
    {
        $this->configure(['mail' => $mail]);
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $this->settleTwice($t);
        $this->sweep();
        $this->sweep();
        self::assertSame([$expected], $this->written($t));
    }

    /** @dataProvider givenUp */
    public function testWhoEndsTheOrderToPayAnotherWayHearsThatItsConfirmationIsVoid(
        string $mail,
        array $expected,
    ): void {
        $this->configure(['mail' => $mail]);
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $this->settleTwice($t);
        self::assertTrue($this->payments()->giveUp($this->fresh($t), Initiator::buyer()));
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertTrue($this->payments()->canGiveUp($this->fresh($t)), 'its basket can be filled again');
        self::assertTrue($this->payments()->giveUp($this->fresh($t), Initiator::buyer()), 'once more');
        $this->sweep();
        self::assertSame($expected, $this->written($t));
    }

    public static function givenUp(): iterable
    {
        yield 'they have one' => ['order', ['orderGivenUp']];
        yield 'they have none' => ['paid', []];
    }

    public function testAnOrderThatWaitsOrIsPaidIsNotGivenUp(): void
    {
        $first = $this->begin();
        self::assertFalse($this->payments()->canGiveUp($first));
        self::assertFalse($this->payments()->giveUp($first, Initiator::buyer()));
        $this->twint->decline($first->pairingToken);
        $this->settleTwice($first);
        self::assertTrue($this->payments()->canGiveUp($this->fresh($first)));
        $second = $this->payments()->retry($this->fresh($first));
        self::assertFalse($this->payments()->canGiveUp($this->fresh($first)));
        $this->twint->approve($second->pairingToken);
        self::assertFalse($this->payments()->giveUp($this->fresh($first), Initiator::buyer()));
        $this->settleTwice($second);
        self::assertFalse($this->payments()->giveUp($this->fresh($first), Initiator::buyer()));
        self::assertSame('captured', $this->fresh($second)->phase);
        self::assertNotSame(-1, $this->world->shop->status($first->orderId));
    }

    /** @dataProvider letters */
    public function testAnOrderThatWawiMayKnowCanBePaidAgainButNotGivenUp(string $letter): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $this->settleTwice($t);
        $this->sql("UPDATE tbestellung SET cAbgeholt = '" . $letter . "'");
        $t = $this->fresh($t);
        self::assertSame([true, false], [$this->payments()->canRetry($t), $this->payments()->canGiveUp($t)]);
        self::assertFalse($this->payments()->giveUp($t, Initiator::buyer()));
    }

    public static function letters(): iterable
    {
        yield 'to be fetched' => ['N'];
        yield 'fetched' => ['Y'];
        yield 'held again' => ['Q'];
    }

    public static function confirmations(): iterable
    {
        yield 'at once: always' => ['order', 'orderCancelled, as promised'];
        yield 'when paid: as the merchant ticked' => ['paid', 'orderCancelled'];
    }

    public function testAConfirmationThatWaitsForTheMoneyIsSentOnceWithTheApproval(): void
    {
        $this->configure(['mail' => 'paid', 'capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::cron());
        self::assertSame('authorised', $t->phase);
        self::assertSame(['orderConfirmation'], $this->written($t));
        $this->world->get(ManualOperations::class)->capture(
            $t,
            new CaptureRequest(RequestKey::random(), [], '42.00', true),
            Initiator::admin('Anna'),
        );
        self::assertSame(['orderConfirmation', 'paymentReceived'], $this->written($t));
    }

    public function testTheConfirmationOfAnOrderThatWawiGetsOnlyOnceItIsCapturedIsSentWithTheApproval(): void
    {
        $this->configure(['mail' => 'paid', 'capture' => 'deferred', 'wawi_release' => 'captured']);
        $t = $this->begin();
        self::assertTrue(
            $this->world->get(AwaitedMoney::class)->isAwaited($t->orderId),
            'the mail asks for the payment',
        );
        $this->twint->approve($t->pairingToken);
        $this->settleTwice($t);
        self::assertSame(['authorised', 'P'], [$this->fresh($t)->phase, $this->world->shop->fetched($t->orderId)]);
        self::assertSame(['orderConfirmation'], $this->written($t));
        self::assertFalse($this->world->get(AwaitedMoney::class)->isAwaited($t->orderId));
    }

    public function testTheConfirmationOfAPaidOrderIsSentThoughItsReleaseFailed(): void
    {
        $this->configure(['mail' => 'paid']);
        $t = $this->begin();
        $this->sql('RENAME TABLE tbestellattribut TO tbestellattribut_away');
        $this->twint->approve($t->pairingToken);
        try {
            $this->settleTwice($t);
        } finally {
            $this->sql('RENAME TABLE tbestellattribut_away TO tbestellattribut');
        }
        self::assertSame(['captured', 'P'], [$this->fresh($t)->phase, $this->world->shop->fetched($t->orderId)]);
        $this->sweep();
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
        self::assertSame(['orderConfirmation', 'paymentReceived'], $this->written($t));
    }

    /** @dataProvider capturedOfAReservation */
    public function testAnOrderIsCalledPaidOnlyWhereAllOfItWasCaptured(
        string $amount,
        string $mail,
        bool $isDated,
    ): void {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::cron());
        $this->world->get(ManualOperations::class)->capture(
            $t,
            new CaptureRequest(RequestKey::random(), [], $amount, true),
            Initiator::admin('Anna'),
        );
        self::assertSame([$mail], $this->written($t));
        $order = $this->world->pdo->query("SELECT dBezahltDatum FROM tbestellung WHERE kBestellung = $t->orderId");
        self::assertSame($isDated, $order->fetchColumn() !== null);
        $status = $this->world->shop->state($t->orderId)?->status;
        self::assertSame($isDated ? \BESTELLUNG_STATUS_BEZAHLT : \BESTELLUNG_STATUS_IN_BEARBEITUNG, $status);
    }

    /** @return iterable<string, array{string, string, bool}> */
    public static function capturedOfAReservation(): iterable
    {
        yield 'all' => ['42.00', 'paymentReceived', true];
        yield 'a part, and the rest was released' => ['20.00', 'partReceived', false];
    }

    public function testEveryLanguageHasEveryTextWithTheSamePlaces(): void
    {
        $folder = dirname(__DIR__, 2) . '/php/jtl_twint/src/Checkout/texts/';
        $model = require $folder . 'eng.php';
        foreach (['ger', 'fre', 'ita'] as $language) {
            $texts = require $folder . $language . '.php';
            self::assertSame(array_keys($model), array_keys($texts), $language);
            foreach ($texts as $key => $text) {
                self::assertSame(substr_count($model[$key], '%s'), substr_count($text, '%s'), "$language $key");
                self::assertStringNotContainsString('ß', $text);
            }
        }
        self::assertStringContainsString('B1', BuyerTexts::in('fre')->get('page_title', 'B1'));
    }

    /** Its time was over while TWINT was away. */
    private function uncertain(): Transaction
    {
        $t = $this->begin();
        $this->passTime($t);
        $this->twint->down();
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        $this->twint->up();
        self::assertSame('uncertain', $t->phase);

        return $t;
    }
}
