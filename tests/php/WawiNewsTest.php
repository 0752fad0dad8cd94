<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Wawi\Entry;
use Plugin\jtl_twint\src\Wawi\EntryState;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Parcels;
use Plugin\jtl_twint\src\Wawi\Queue;
use Plugin\jtl_twint\src\Wawi\QueueView;
use Plugin\jtl_twint\src\Wawi\Worker;
use Twint\CallOutcome;
use Twint\WawiNews;

/** What Wawi tells moves the money as the settings say: once, in order, and never more than there is. */
final class WawiNewsTest extends PaymentTestCase
{
    private const DEFERRED = ['capture' => 'deferred'];

    private const FINDINGS = [
        // of Twint\WawiStep
        'not_paid_yet',
        'uncertain',
        'captured_before',
        'no_money_held',
        'amount_fits',
        'captures_less',
        'keeps_less',
        'payment_stands',
        'shipped_unpaid',
        'shipped_refunded',
        'cancelled_captured',
        'more_than_authorised',
        'less_than_captured',
        'revived_unpaid',
        'revived_refunded',
        // of the work itself
        'done',
        'nothing',
        'nothing_by_setting',
        'unmatched',
        'order_deleted',
        'quantity_exceeded',
        'several_payments',
        'withdrawn',
        'no_payment',
        'busy',
        'unknown',
        'postponed',
        'given_up',
        'retried',
        'seen',
        // of the sweep
        'unheard',
    ];

    protected function tearDown(): void
    {
        putenv(TestProcess::SETTINGS);
    }

    // ── shipped ──

    public function testAShipmentCapturesAllAndTheSecondNewsOfItNothing(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        self::assertSame(0, $this->twint->calls('ConfirmOrder'), 'nothing is sent before the work is done');
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame('captured', $this->fresh($t)->phase);

        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
        self::assertSame(['done', 'captured_before'], $this->findings($t));
    }

    public function testNewsRepeatedBeforeTheyAreTakenUpAreWrittenOnce(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped, News::Shipped, News::Shipped);
        self::assertCount(1, $this->entries($t));
        $this->tell($t, News::Edited, News::Shipped);
        self::assertCount(3, $this->entries($t), 'only a repetition of the last is left out');
    }

    public function testOrdersThatAreNotOursLeaveNoTrace(): void
    {
        $this->reserved();
        $foreign = (int) $this->world->shop->newOrder()->kBestellung;
        $this->world->get(Queue::class)->note($foreign, News::Shipped);
        self::assertSame([], $this->world->get(Queue::class)->ofOrder($foreign));
        self::assertSame(0, $this->world->get(QueueView::class)->waiting());
    }

    public function testByItsSettingAShipmentCapturesNothing(): void
    {
        $t = $this->reserved(['wawi_ship' => 'nothing']);
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame(['nothing_by_setting'], $this->findings($t));
    }

    public function testPaidInWawiCapturesOnlyWhereTheSettingSaysSo(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Paid);
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);

        $this->configure(self::DEFERRED + ['wawi_paid' => 'capture']);
        $this->tell($t, News::Paid);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
    }

    // ── parcels ──

    public function testParcelsOfAnOrderWithShippingAndVoucherAddUpToItExactlyAndTheLastClosesIt(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $parcels = [[11 => 1], [11 => 1, 12 => 0.5], [11 => 1, 12 => 1]];
        $sums = [];
        foreach ($parcels as $parcel) {
            $this->world->shop->deliver($t->orderId, $parcel);
            $this->tell($t, News::PartShipped);
            $this->work();
            $sums[] = $this->fresh($t)->captured;
        }
        // 52/57 of 10.00 and the shipping, then also of 10.00 and a third of 20.00, then the rest.
        self::assertSame(['15.51', '30.72', '52.00'], $sums);
        $this->assertBooks($t, '52.00', '0.00', ['15.21', '15.51', '21.28']);
        self::assertTrue($this->fresh($t)->closed);
        $this->tell($t, News::Shipped);
        $this->work();
        self::assertSame(3, $this->twint->calls('ConfirmOrder'));
    }

    public function testAParcelToldTwiceComesToNothing(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
        self::assertSame(['done', 'nothing'], $this->findings($t));
        self::assertSame(0, $this->world->get(QueueView::class)->needingAttention());
    }

    public function testWhatAnAdminCapturesWhileAParcelWaitsForTheClaimIsNotCapturedAgain(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $request = $this->world->get(Parcels::class)->delivered($t, '52.00', RequestKey::random());
        self::assertInstanceOf(CaptureRequest::class, $request);
        $this->world->get(ManualOperations::class)->capture(
            $t,
            new CaptureRequest(RequestKey::random(), [], '15.51'),
            Initiator::admin('Anna'),
        );
        $late = $this->world->get(ManualOperations::class)->capture($t, $request, Initiator::wawi());
        self::assertSame(OutcomeKind::Busy, $late->kind, 'it is reckoned anew');
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
        self::assertSame(['nothing'], $this->findings($t));
    }

    public function testTheCompletionAfterAParcelTakesTheRestWhateverNotesThereAre(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [12 => 1.5]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['24.63', '27.37']);
        self::assertSame('captured', $this->fresh($t)->phase);
    }

    public function testAPartShipmentWithoutAnyParcelWaitsForTheNextNews(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame(['nothing'], $this->findings($t));
    }

    public function testAParcelWhoseRowsNobodyKnowsIsShownToTheMerchant(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [99 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        $this->assertNeedsAttention($t, 'unmatched');
    }

    /** The only row that is there already has left: it is not the whole order. */
    public function testAParcelIsNotReckonedFromHalfOfTheRows(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->sql("UPDATE twarenkorbpos SET nAnzahl = 1 WHERE kBestellpos = 11");
        $this->sql("UPDATE twarenkorbpos SET kWarenkorb = kWarenkorb + 1000000 WHERE kWarenkorb = $t->orderId AND kBestellpos <> 11");
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame([], $this->needingAttention($t));
        $this->sql('UPDATE twarenkorbpos SET kWarenkorb = kWarenkorb - 1000000 WHERE kWarenkorb > 1000000');
        $this->sql("UPDATE twarenkorbpos SET nAnzahl = 3 WHERE kBestellpos = 11");
        $this->work();
        self::assertSame(['done'], $this->findings($t));
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
    }

    public function testARewrittenOrderIsWaitedForAlsoAfterTwintWasAway(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->sql("UPDATE xplugin_jtl_twint_wawi SET attempts = 5, finding = 'unavailable'");
        $this->sql('UPDATE twarenkorbpos SET nAnzahl = 1 WHERE kBestellpos = 11');
        $this->sql("UPDATE twarenkorbpos SET kWarenkorb = kWarenkorb + 1000000 WHERE kWarenkorb = $t->orderId AND kBestellpos <> 11");
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame(['interrupted'], $this->findings($t));
    }

    /** Wawi's edit deletes an order's rows and writes them again, without a transaction. */
    public function testAParcelOfAnOrderThatIsBeingEditedIsTakenWhenTheEditIsOver(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->sql("UPDATE twarenkorbpos SET kWarenkorb = kWarenkorb + 1000000 WHERE kWarenkorb = $t->orderId");
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame([], $this->needingAttention($t));
        $this->sql('UPDATE twarenkorbpos SET kWarenkorb = kWarenkorb - 1000000 WHERE kWarenkorb > 1000000');
        $this->work();
        self::assertSame(['done'], $this->findings($t));
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
    }

    public function testOfADeletedOrderNoParcelTakesMoreThanHasLeft(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->sql("DELETE FROM tbestellung WHERE kBestellung = $t->orderId");
        $this->sql('DELETE FROM twarenkorbpos');
        $this->work();
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
        $this->assertNeedsAttention($t, 'order_deleted');
    }

    public function testAParcelWithMoreThanWasOrderedIsShownToTheMerchant(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 4]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        $this->assertNeedsAttention($t, 'quantity_exceeded');
    }

    /** @dataProvider partSettings */
    public function testAPartShipmentCapturesAsTheSettingSays(string $setting, string $captured, string $phase): void
    {
        $t = $this->reserved(['wawi_partial' => $setting]);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, $captured, '0.00', $captured === '0.00' ? [] : [$captured]);
        self::assertSame($phase, $this->fresh($t)->phase);
    }

    /** @return list<array{string, string, string}> */
    public static function partSettings(): array
    {
        return [
            ['nothing',   '0.00',  'authorised'],
            ['delivered', '15.51', 'partially_captured'],
            ['all',       '52.00', 'captured'],
        ];
    }

    // ── before it is paid ──

    public function testAShipmentBeforeThePaymentWaitsForIt(): void
    {
        $this->configure(self::DEFERRED);
        $t = $this->begin('52.00');
        $this->tell($t, News::Shipped);
        $this->work();
        self::assertSame(EntryState::Waiting, $this->entries($t)[0]->state);
        self::assertSame('not_paid_yet', $this->entries($t)[0]->finding);
        self::assertSame(0, $this->entries($t)[0]->attempts, 'waiting is no failure');

        $this->twint->approve($t->pairingToken);
        $this->payments()->settle($this->fresh($t), Initiator::buyer());
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
    }

    public function testAShipmentOfWhatIsNeverPaidIsShownToTheMerchant(): void
    {
        $t = $this->begin();
        $this->tell($t, News::Shipped);
        $this->work();
        $this->twint->decline($t->pairingToken);
        $this->payments()->settle($this->fresh($t), Initiator::buyer());
        $this->work();
        $this->assertNothingTaken($t);
        $this->assertNeedsAttention($t, 'shipped_unpaid');
    }

    public function testTheSecondAttemptOfABuyerIsTheOneThatIsCaptured(): void
    {
        $this->configure(self::DEFERRED);
        $first = $this->begin();
        $this->tell($first, News::Shipped);
        $this->twint->decline($first->pairingToken);
        $second = $this->payments()->retry($this->payments()->settle($first, Initiator::buyer()));
        $this->work();
        self::assertSame(EntryState::Waiting, $this->entries($first)[0]->state);
        $this->twint->approve($second->pairingToken);
        $this->payments()->settle($second, Initiator::buyer());
        $this->work();
        $this->assertBooks($second, '42.00', '0.00', ['42.00']);
    }

    // ── cancelled, deleted ──

    public function testACancellationReleasesWhatIsReserved(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Cancelled);
        $this->work();
        self::assertSame('cancelled', $this->fresh($t)->phase);
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame('0.00', $this->twint->order($t->twintUuid)['reserved']);
    }

    public function testACancellationEndsWhatTheBuyerHasNotPaidYet(): void
    {
        $t = $this->begin();
        $this->tell($t, News::Cancelled);
        $this->work();
        self::assertSame('cancelled', $this->fresh($t)->phase);
        $this->assertNothingTaken($t);
    }

    public function testACancellationOfWhatWasCapturedIsShownToTheMerchant(): void
    {
        $t = $this->captured();
        $this->tell($t, News::Cancelled);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        $this->assertNeedsAttention($t, 'cancelled_captured');
    }

    public function testByItsSettingACancellationRefundsOnce(): void
    {
        $t = $this->captured(['wawi_cancel' => 'refund']);
        $this->tell($t, News::Cancelled);
        $this->work();
        $this->assertBooks($t, '52.00', '52.00', ['52.00']);
        self::assertSame('refunded', $this->fresh($t)->phase);
        $this->tell($t, News::Cancelled);
        $this->work();
        $this->assertBooks($t, '52.00', '52.00', ['52.00']);
        self::assertSame(['done', 'done', 'no_money_held'], $this->findings($t));
    }

    public function testADeletedOrderGivesBackItsMoneyAsACancelledOneDoes(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Deleted);
        $this->sql("DELETE FROM tbestellung WHERE kBestellung = $t->orderId");
        $this->work();
        self::assertSame('cancelled', $this->fresh($t)->phase);
        self::assertSame([], $this->fresh($t)->duties);
    }

    public function testWhoTidiesUpShippedOrdersRefundsNobody(): void
    {
        $t = $this->captured(['wawi_cancel' => 'refund']);
        $this->tell($t, News::Deleted);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame(['done', 'nothing_by_setting'], $this->findings($t));
    }

    public function testADeletionAfterAShipmentStillWaitingTakesTheMoneyFirst(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped, News::Deleted);
        $this->sql("DELETE FROM tbestellung WHERE kBestellung = $t->orderId");
        $this->sql('DELETE FROM twarenkorbpos');
        $this->work();
        self::assertSame('captured', $this->fresh($t)->phase);
        self::assertSame('52.00', $this->twint->order($t->twintUuid)['captured']);
    }

    public function testACancellationTakenBackBeforeItWasCarriedOutLeavesThePayment(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Cancelled, News::Reactivated);
        $this->work();
        self::assertSame('authorised', $this->fresh($t)->phase);
        self::assertSame(['withdrawn', 'payment_stands'], $this->findings($t));
        self::assertSame(0, $this->twint->calls('CancelOrder'));
    }

    public function testACancellationThatWasGivenUpAndIsTriedAgainLeavesAnOrderThatWasReactivatedSince(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Cancelled);
        $this->twint->down();
        $this->sql('UPDATE xplugin_jtl_twint_wawi SET attempts = 11');
        $this->work();
        $this->assertNeedsAttention($t, 'given_up');
        $this->twint->up();
        $this->tell($t, News::Reactivated);
        $this->work();
        self::assertTrue($this->world->get(QueueView::class)->retry($this->entries($t)[0]->id, 'Anna'));
        $this->work();
        self::assertSame(['withdrawn', 'payment_stands'], $this->findings($t));
        self::assertSame('authorised', $this->fresh($t)->phase);
        self::assertSame('0.00', $this->twint->order($t->twintUuid)['captured']);
    }

    public function testACancellationThatMayHaveReachedTwintIsNotTakenForWithdrawn(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Cancelled);
        $this->twint->fail('resetAfterProcessing', 'CancelOrder');
        $this->twint->fail('resetBeforeRead', 'MonitorOrder');
        $this->work();
        $this->tell($t, News::Reactivated);
        $this->work();
        self::assertSame(['unknown', ''], $this->findings($t));
        $this->twint->heal();
        $this->afterwards();
        self::assertSame(['done', 'revived_unpaid'], $this->findings($t));
        self::assertSame('cancelled', $this->fresh($t)->phase);
    }

    public function testWhatBreaksWhileItIsWorkedOffIsTriedAgainAndGivenUpInTheEnd(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        $this->sql('RENAME TABLE twarenkorbpos TO hidden');
        try {
            $this->work();
            self::assertSame([1, 'interrupted'], [$this->entries($t)[0]->attempts, $this->entries($t)[0]->finding]);
            $this->sql('UPDATE xplugin_jtl_twint_wawi SET attempts = 11');
            $this->work();
        } finally {
            $this->sql('RENAME TABLE hidden TO twarenkorbpos');
        }
        $this->assertNeedsAttention($t, 'given_up');
    }

    public function testAnOrderReactivatedAfterItsReservationWentIsNeverSilentlyPaid(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Cancelled);
        $this->work();
        $this->tell($t, News::Reactivated);
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);
        $this->assertNeedsAttention($t, 'revived_unpaid');
    }

    // ── edited ──

    public function testOfAnOrderThatWasMadeSmallerLessIsCapturedAndTheOrderClosed(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 40.05 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Edited, News::Shipped);
        $this->work();
        self::assertSame(['captures_less', 'done'], $this->findings($t));
        $this->assertBooks($t, '40.05', '0.00', ['40.05']);
        self::assertTrue($this->fresh($t)->closed);
    }

    public function testOfAnOrderThatWasMadeSmallerUnheardNothingIsCapturedSilently(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 51 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '51.00', '0.00', ['51.00']);
        $this->assertNeedsAttention($t, 'captures_less');
        self::assertSame('capture CHF 51.00', $this->entries($t)[0]->message);
    }

    public function testOfAnUnheardEditTheMerchantIsToldAlsoWhereTheProcessDiedAfterTheCapture(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 51 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        $this->sql("UPDATE xplugin_jtl_twint_wawi SET state = 'waiting', finding = '', due_at = UTC_TIMESTAMP(3)");
        $this->work();
        $this->assertBooks($t, '51.00', '0.00', ['51.00']);
        $this->assertNeedsAttention($t, 'captures_less');
    }

    public function testOfAnUnheardEditTheNextParcelTellsTheMerchant(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->sql("UPDATE twarenkorbpos SET fPreis = -6 WHERE cName = 'voucher'");
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 51 WHERE kBestellung = $t->orderId");
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->world->shop->deliver($t->orderId, [11 => 2, 12 => 1.5]);
        $this->tell($t, News::PartShipped);
        $this->work();
        self::assertSame(['captures_less', 'done'], $this->findings($t));
        self::assertSame('51.00', $this->fresh($t)->captured);
    }

    public function testAnOrderThatCameBackUnheardByARateThatMovedIsCapturedWhole(): void
    {
        $t = $this->reserved();
        $this->sql('UPDATE twaehrung SET fFaktor = 1.02 WHERE kWaehrung = 3');
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 52.00 / 1.02 WHERE kBestellung = $t->orderId");
        $this->sql("UPDATE twarenkorbpos SET fPreis = fPreis / 1.02 WHERE kWarenkorb = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame(['done'], $this->findings($t));
        self::assertSame([], array_diff($this->world->shop->saidOf($t->orderId), ['paymentReceived']));
    }

    public function testAnOrderMadeSmallerUnheardToWhatIsCapturedAlreadyLeavesTheRestNotSilently(): void
    {
        $t = $this->parcelTaken();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 15.51 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);
        $this->assertNeedsAttention($t, 'captures_less');
    }

    public function testAnOrderMadeSmallerToWhatIsCapturedAlreadyIsToldOnceWhereItWasHeard(): void
    {
        $t = $this->parcelTaken();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 15.51 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Edited, News::Shipped);
        $this->work();
        self::assertSame(['done', 'captures_less', 'captured_before'], $this->findings($t));
    }

    public function testEachUnheardEditIsToldByTheAmountThatItCameTo(): void
    {
        $t = $this->parcelTaken();
        foreach ([
            [15.51, 'captures_less'],
            [15.51, 'captured_before'],
            [15.50, 'less_than_captured'],
            [15.51, 'captures_less'],
            [51.00, 'captures_less'],
            [51.00, 'captured_before'],
            [52.00, 'more_than_authorised'],
            [52.00, 'captured_before'],
            [53.00, 'more_than_authorised'],
        ] as [$total, $finding]) {
            $this->sql("UPDATE tbestellung SET fGesamtsumme = $total WHERE kBestellung = $t->orderId");
            $this->tell($t, News::Shipped);
            $this->work();
            $findings = $this->findings($t);
            self::assertSame($finding, array_pop($findings), (string) $total);
        }
        self::assertSame('51.00', $this->fresh($t)->captured);
    }

    public function testAfterAnEditThatFitsTheSameUnheardOneIsToldAgain(): void
    {
        $t = $this->parcelTaken();
        foreach ([
            [51.00, News::Edited,  'captures_less'],
            [52.00, News::Edited,  'amount_fits'],
            [51.00, News::Shipped, 'captures_less'],
        ] as [$total, $news, $finding]) {
            $this->sql("UPDATE tbestellung SET fGesamtsumme = $total WHERE kBestellung = $t->orderId");
            $this->tell($t, $news);
            $this->work();
            $findings = $this->findings($t);
            self::assertSame($finding, array_pop($findings), (string) $total);
        }
    }

    public function testOfAnOrderThatWasMadeLargerUnheardTheMerchantIsTold(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 60 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        $this->assertNeedsAttention($t, 'more_than_authorised');
    }

    public function testGoodsThatLeaveAfterTheMerchantClosedThePaymentForLessAreNoSilentLoss(): void
    {
        $t = $this->reserved();
        $this->close($t, '20.00');
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertNeedsAttention($t, 'more_than_authorised');
    }

    public function testWhatWasRefundedByHandIsNoDifference(): void
    {
        $t = $this->captured();
        $this->refund($t, '2.00');
        $this->tell($t, News::Shipped);
        $this->work();
        self::assertSame(['done', 'captured_before'], $this->findings($t));
    }

    public function testOfAnOrderThatWasMadeLargerNoMoreThanApprovedIsCapturedAndTheMerchantTold(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 60 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Edited, News::Shipped);
        $this->work();
        self::assertSame(['more_than_authorised', 'done'], $this->findings($t));
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertContains('attention', $this->world->shop->saidOf($t->orderId));
    }

    public function testWhatAnAdminRefundedOfAnOrderThatBecameSmallerIsAskedForOnce(): void
    {
        $t = $this->parcelTaken();
        $this->comesTo($t, 12.00);
        $this->tell($t, News::Edited);
        $this->work();
        $this->assertNeedsAttention($t, 'less_than_captured');
        $this->refund($t, '3.51');
        $this->tell($t, News::Shipped, News::Edited, News::PartShipped);
        $this->work();
        self::assertSame(['less_than_captured'], $this->needingAttention($t));
        $this->assertBooks($t, '15.51', '3.51', ['15.51']);
    }

    public function testAPaymentClosedByHandForWhatTheOrderWasEditedToFitsAlsoWhenItIsShipped(): void
    {
        $t = $this->reserved();
        $this->close($t, '20.00');
        $this->comesTo($t, 20.00);
        $this->tell($t, News::Edited, News::Shipped);
        $this->work();
        self::assertSame(['amount_fits', 'captured_before'], $this->findings($t));
        self::assertSame([], $this->needingAttention($t));
    }

    public function testAnOrderThatWawiSendsBackAsItWasShippedIsNotToldAgain(): void
    {
        $t = $this->reserved();
        $this->comesTo($t, 40.05);
        foreach ([
            [News::Edited,  'captures_less'],
            [News::Shipped, 'done'],
            [News::Edited,  'amount_fits'],
            [News::Shipped, 'captured_before'],
        ] as [$news, $finding]) {
            $this->tell($t, $news);
            $this->work();
            $findings = $this->findings($t);
            self::assertSame($finding, array_pop($findings));
        }
        self::assertSame(['captures_less'], $this->needingAttention($t));
    }

    public function testADifferenceThatStandsIsNotToldWithEachResendOfTheOrder(): void
    {
        $t = $this->reserved();
        foreach ([40.05, 40.05, 60.00, 60.00, 40.05] as $total) {
            $this->comesTo($t, $total);
            $this->tell($t, News::Edited);
            $this->work();
        }
        self::assertSame(['captures_less', 'more_than_authorised', 'captures_less'], $this->needingAttention($t));
        $mails = array_count_values($this->world->shop->saidOf($t->orderId));
        self::assertSame(3, $mails['attention']);
    }

    public function testAnOrderResentAfterARefundByHandDiffersByNothing(): void
    {
        $t = $this->captured();
        $this->refund($t, '2.00');
        foreach ([52.00, 51.00, 50.00] as $total) {
            $this->comesTo($t, $total);
            $this->tell($t, News::Edited);
            $this->work();
        }
        self::assertSame(['done', 'keeps_less', 'keeps_less', 'amount_fits'], $this->findings($t));
        self::assertSame([], $this->needingAttention($t));
    }

    public function testAnOrderThatGrowsAgainAfterARefundIsToldOnce(): void
    {
        $t = $this->captured();
        $this->comesTo($t, 40.00);
        $this->tell($t, News::Edited);
        $this->work();
        $this->refund($t, '12.00');
        $this->comesTo($t, 52.00);
        $this->tell($t, News::Edited);
        $this->work();
        $this->assertNeedsAttention($t, 'keeps_less');
        $this->tell($t, News::Shipped, News::Edited);
        $this->work();
        self::assertSame(['less_than_captured', 'keeps_less'], $this->needingAttention($t));
    }

    public function testWhoWasToldThatMoreIsOwedIsToldAgainWhenLessCanBeCaptured(): void
    {
        $t = $this->reserved();
        $this->comesTo($t, 60.00);
        $this->tell($t, News::Edited);
        $this->work();
        $this->close($t, '20.00');
        $this->tell($t, News::Shipped, News::Edited);
        $this->work();
        self::assertSame(['more_than_authorised', 'more_than_authorised'], $this->needingAttention($t));
        self::assertSame(3, count($this->entries($t)));
    }

    public function testWhatWasComparedBeforeACaptureIsToldAlsoWhereItIsDoneAndNotYetBooked(): void
    {
        $t = $this->reserved();
        $this->comesTo($t, 40.05);
        $this->tell($t, News::Shipped);
        $this->twint->fail('resetAfterRequest', 'ConfirmOrder');
        $this->twint->fail(['html' => 503], 'MonitorOrder', ['first' => 9]);
        $this->work();
        self::assertSame('uncertain', $this->fresh($t)->phase);
        // Between the two writes a process may die.
        $this->sql("UPDATE xplugin_jtl_twint_operation SET state = 'done'");
        $this->work();
        $this->assertNeedsAttention($t, 'captures_less');
    }

    public function testADeletedOrderDiffersByNothing(): void
    {
        $t = $this->reserved();
        $this->close($t, '20.00');
        $this->sql("DELETE FROM tbestellung WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        self::assertSame(['captured_before'], $this->findings($t));
        self::assertSame([], $this->needingAttention($t));
    }

    public function testWhatWasComparedForACaptureThatWasGivenUpIsStillToBeTold(): void
    {
        $t = $this->reserved();
        $this->comesTo($t, 51.00);
        $this->tell($t, News::Shipped);
        $this->twint->down();
        $this->sql('UPDATE xplugin_jtl_twint_wawi SET attempts = 11');
        $this->work();
        $this->assertNeedsAttention($t, 'given_up');
        $this->tell($t, News::Edited);
        $this->work();
        $this->assertNeedsAttention($t, 'captures_less');
    }

    public function testWhatWasMendedMeanwhileIsNotToldByAnotherTry(): void
    {
        $t = $this->reserved();
        $this->comesTo($t, 60.00);
        $this->tell($t, News::Shipped);
        $this->work();
        $this->assertNeedsAttention($t, 'more_than_authorised');
        $this->comesTo($t, 52.00);
        self::assertTrue($this->world->get(Queue::class)->retry($this->entries($t)[0]->id));
        $this->work();
        self::assertSame(['done'], $this->findings($t));
    }

    public function testAnEditThatChangesNoAmountIsNoNews(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Edited);
        $this->work();
        self::assertSame(['amount_fits'], $this->findings($t));
        self::assertSame([], $this->world->shop->saidOf($t->orderId));
    }

    public function testAfterAnEditWithNewRowsParcelsStillAddUpToTheSmallerOrder(): void
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);

        // The cloth is taken out, and the rows have other numbers in the shop; Wawi's own stay.
        $this->sql('DELETE FROM twarenkorbpos');
        $shop = $this->world->shop;
        $shop->addRow($t->orderId, C_WARENKORBPOS_TYP_ARTIKEL, 'shirt', 10.00 / 1.081, 8.1, 3);
        $this->sql('UPDATE twarenkorbpos SET kBestellpos = 11');
        $shop->addRow($t->orderId, C_WARENKORBPOS_TYP_VERSANDPOS, 'shipping', 7.00 / 1.081, 8.1, 1);
        $shop->addRow($t->orderId, C_WARENKORBPOS_TYP_GUTSCHEIN, 'voucher', -5.00, 0, 1);
        $this->sql("UPDATE tbestellung SET fGesamtsumme = 32 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Edited);
        $shop->deliver($t->orderId, [11 => 2]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '32.00', '0.00', ['15.51', '16.49']);
        self::assertTrue($this->fresh($t)->closed);
    }

    // ── TWINT is away, processes die ──

    public function testWhileTwintIsAwayItIsTriedAgainEverLaterAndThenDoneOnce(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        $this->twint->down();
        for ($attempt = 1; $attempt <= 3; $attempt++) {
            $this->work();
            self::assertSame($attempt, $this->entries($t)[0]->attempts);
        }
        $this->assertBooks($t, '0.00', '0.00', []);
        $this->twint->up();
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
    }

    public function testWhatFailsTooOftenIsShownToTheMerchantWhoTriesItAgainWithOneClick(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        $this->twint->down();
        $this->sql('UPDATE xplugin_jtl_twint_wawi SET attempts = 11');
        $this->work();
        $this->assertNeedsAttention($t, 'given_up');
        $this->twint->up();
        $this->work();
        $this->assertBooks($t, '0.00', '0.00', []);

        $view = $this->world->get(QueueView::class);
        $id = $view->entriesNeedingAttention()[0]->id;
        self::assertTrue($view->retry($id, 'Anna'));
        self::assertFalse($view->retry($id, 'Berta'), 'a second click changes nothing');
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame(0, $view->needingAttention());
    }

    public function testWhatTheMerchantHasSeenIsNoLongerShown(): void
    {
        $t = $this->captured();
        $this->tell($t, News::Cancelled);
        $this->work();
        $view = $this->world->get(QueueView::class);
        self::assertTrue($view->markSeen($view->entriesNeedingAttention()[0]->id, 'Anna'));
        self::assertSame(0, $view->needingAttention());
        self::assertContains('wawi_seen', $this->events($t));
    }

    public function testALostAnswerToACaptureEndsWithTheMoneyTakenOnce(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        $this->twint->fail('resetAfterProcessing', 'ConfirmOrder');
        $this->twint->fail('resetBeforeRead', 'MonitorOrder');
        $this->work();
        $this->twint->heal();
        $this->sql(
            "UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 1 HOUR WHERE state <> 'done'",
        );
        $this->sweep();
        $this->work();
        $this->sweep();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame('done', $this->entries($t)[0]->state->value);
    }

    public function testACaptureThatTurnsOutNotToHaveBeenMadeCountsAsATry(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        $this->twint->fail('resetAfterRequest', 'ConfirmOrder');
        $this->twint->fail('resetBeforeRead', 'MonitorOrder');
        $this->work();
        // However often it is looked at until somebody knows.
        $this->work();
        self::assertSame(['unknown', 0], [$this->entries($t)[0]->finding, $this->entries($t)[0]->attempts]);
        $this->twint->heal();
        $this->sql("UPDATE xplugin_jtl_twint_operation SET state = 'refused' WHERE kind = 'capture'");
        $this->work();
        self::assertSame(['interrupted', 1], [$this->entries($t)[0]->finding, $this->entries($t)[0]->attempts]);
        $this->afterwards();
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
    }

    public function testALaterNewsWaitsForTheEarlierOfItsOrderAndNotForThoseOfOthers(): void
    {
        $first = $this->reserved();
        $second = $this->reserved();
        $this->tell($first, News::Shipped, News::Cancelled);
        $this->tell($second, News::Shipped);
        $due = array_map(static fn(Entry $entry): array => [
            $entry->orderId,
            $entry->news,
        ], $this->world->get(Queue::class)->due(10));
        self::assertSame([[$first->orderId, News::Shipped], [$second->orderId, News::Shipped]], $due);
    }

    public function testBuyersWhoWaitAreAskedAboutBetweenTheEntriesOfALongQueue(): void
    {
        for ($i = 0; $i < 20; $i++) {
            $this->tell($this->reserved(), News::Shipped);
        }
        $waiting = $this->begin('1.00');
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 1 SECOND WHERE id = $waiting->id",
        );
        $this->twint->approve($waiting->pairingToken);
        $this->twint->set(['latencyMs' => 100]);
        $report = $this->world->get(Sweep::class)->run();
        self::assertSame(20, $report->news);
        self::assertSame('authorised', $this->fresh($waiting)->phase);
        $lastCapture = $this->world->pdo->query('SELECT MAX(created_at) FROM xplugin_jtl_twint_operation');
        self::assertLessThan((string) $lastCapture->fetchColumn(), $this->fresh($waiting)->authorisedAt);
    }

    public function testASweepLeavesOffWhenItsTimeIsOver(): void
    {
        for ($i = 0; $i < 20; $i++) {
            $this->tell($this->reserved(), News::Shipped);
        }
        $this->twint->set(['latencyMs' => 200]);
        $report = $this->world->get(Sweep::class)->run(1);
        self::assertFalse($report->complete);
        self::assertGreaterThan(0, $report->news);
        self::assertLessThan(20, $report->news);
        self::assertSame(20 - $report->news, $this->world->get(QueueView::class)->waiting());
    }

    public function testTwoAtOnceShareTheWorkAndDoNothingTwice(): void
    {
        $payments = [];
        for ($i = 0; $i < 6; $i++) {
            $payments[] = $t = $this->reserved();
            $this->tell($t, News::Shipped);
        }
        $this->together([['workOff', 0], ['workOff', 0], ['workOff', 0]]);
        foreach ($payments as $t) {
            $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        }
        self::assertSame(6, $this->twint->calls('ConfirmOrder'));
    }

    public function testKilledAnywhereWhileAShipmentIsWorkedOffTheMoneyIsTakenOnce(): void
    {
        $this->killedAtEachPoint(
            'workOff',
            function (): int {
                $t = $this->reserved();
                $this->tell($t, News::Shipped);

                return $t->id;
            },
            function (int $id): void {
                $this->afterwards();
                $t = $this->world->get(TransactionRepository::class)->get($id);
                $this->assertBooks($t, '52.00', '0.00', ['52.00']);
                self::assertSame(EntryState::Done, $this->entries($t)[0]->state);
            },
        );
    }

    public function testKilledAnywhereWhileACancellationIsWorkedOffTheMoneyIsRefundedOnce(): void
    {
        putenv(TestProcess::SETTINGS . '=' . json_encode(['wawi_cancel' => 'refund']));
        $this->killedAtEachPoint(
            'workOff',
            function (): int {
                $t = $this->captured(['wawi_cancel' => 'refund']);
                $this->tell($t, News::Cancelled);

                return $t->id;
            },
            function (int $id): void {
                $this->afterwards();
                $t = $this->world->get(TransactionRepository::class)->get($id);
                $this->assertBooks($t, '52.00', '52.00', ['52.00']);
                self::assertSame('refunded', $t->phase);
            },
        );
    }

    public function testKilledAnywhereWhileItIsWrittenDownTheNewsAreThereWholeOrNotAtAll(): void
    {
        $this->killedAtEachPoint('tell', fn(): int => $this->reserved()->orderId, function (int $orderId): void {
            $t = $this->world->get(TransactionRepository::class)->shownOfOrder($orderId);
            $written = array_map(static fn(Entry $entry): string => 'wawi_' . $entry->news->value, $this->entries($t));
            self::assertSame(
                $written,
                array_values(array_intersect($this->events($t), ['wawi_shipped', 'wawi_edited'])),
            );
            $this->work();
        });
    }

    public function testTheWordsOfNewsAreThoseOfTheExtension(): void
    {
        self::assertSame(array_column(WawiNews::cases(), 'value'), array_column(News::cases(), 'value'));
    }

    public function testTheWordsOfOutcomesAreThoseOfTheExtension(): void
    {
        self::assertSame(array_column(CallOutcome::cases(), 'value'), array_column(OutcomeKind::cases(), 'value'));
    }

    // ── what was not told ──

    /**
     * @dataProvider unheard
     * @param list<string> $findings
     */
    public function testWhatNobodyToldIsSeenInTheOrderAndDone(string $change, string $phase, array $findings): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE kBestellung = $t->orderId");
        $this->sql(sprintf($change, $t->orderId));
        $this->sweep();
        self::assertSame($phase, $this->fresh($t)->phase);
        self::assertSame($findings, $this->findings($t));
        self::assertContains('wawi_unheard', $this->events($t));
    }

    /** @return array<string, array{string, string, list<string>}> */
    public static function unheard(): array
    {
        return [
            'shipped' => ['UPDATE tbestellung SET cStatus = 4 WHERE kBestellung = %d', 'captured', ['done']],
            'cancelled' => ['UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = %d', 'cancelled', ['done']],
            'deleted' => ['DELETE FROM tbestellung WHERE kBestellung = %d', 'cancelled', ['done']],
            'shipped in part' => [
                'UPDATE tbestellung SET cStatus = 5 WHERE kBestellung = %d',
                'authorised',
                ['nothing_by_setting'],
            ],
        ];
    }

    public function testACancellationOfWhatIsCapturedIsSeenToo(): void
    {
        $t = $this->captured();
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', cStatus = -1 WHERE kBestellung = $t->orderId");
        $this->sweep();
        $this->assertNeedsAttention($t, 'cancelled_captured');
        $this->tell($t, News::Reactivated);
        $this->work();
        // Once more, and again nobody hears of it.
        $this->sql("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.wawi_unheard'");
        $this->sweep();
        self::assertSame(['done', 'cancelled_captured', 'payment_stands', 'cancelled_captured'], $this->findings($t));
    }

    public function testWhatWasToldOnceIsNotSeenASecondTime(): void
    {
        $t = $this->reserved(['wawi_ship' => 'nothing']);
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', cStatus = 4 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Shipped);
        $this->work();
        foreach ([1, 2] as $_) {
            $this->sql(
                "UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL 1 DAY WHERE name = 'throttle.wawi_unheard'",
            );
            $this->sweep();
        }
        self::assertSame(['nothing_by_setting'], $this->findings($t));
    }

    public function testByItsDeliveryNotesAShipmentThatNobodyToldIsAPartOrTheWhole(): void
    {
        foreach ([[[11 => 3], '0.00'], [[11 => 3, 12 => 1.5], '52.00']] as [$left, $captured]) {
            $t = $this->reserved();
            $this->world->shop->deliver($t->orderId, $left);
            $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', cStatus = 4 WHERE kBestellung = $t->orderId");
            $this->sql("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.wawi_unheard'");
            $this->sweep();
            self::assertSame($captured, $this->fresh($t)->captured);
        }
    }

    public function testAPartThatTheShopTakesForTheWholeIsNotTakenForIt(): void
    {
        $t = $this->reserved();
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', cStatus = 4 WHERE kBestellung = $t->orderId");
        $this->tell($t, News::PartShipped);
        $this->sweep();
        self::assertSame(['nothing_by_setting'], $this->findings($t));
        self::assertSame('authorised', $this->fresh($t)->phase);
    }

    public function testTheLastOfSeveralShipmentsThatNobodyToldIsSeenByItsDeliveryNotes(): void
    {
        foreach ([[[12 => 1], false], [[12 => 1.5], true]] as [$second, $closed]) {
            $t = $this->reserved(['wawi_partial' => 'delivered']);
            $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', cStatus = 4 WHERE kBestellung = $t->orderId");
            $this->world->shop->deliver($t->orderId, [11 => 3]);
            $this->tell($t, News::PartShipped);
            $this->sweep();
            $first = $this->fresh($t);
            $this->world->shop->deliver($t->orderId, $second);
            $this->sql("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.wawi_unheard'");
            $this->sweep();
            self::assertSame($closed, $this->fresh($t)->closed);
            self::assertSame($closed ? '52.00' : $first->captured, $this->fresh($t)->captured);
        }
    }

    public function testAShipmentThatNobodyToldIsRememberedSoThatWhoTidiesUpLaterRefundsNobody(): void
    {
        $t = $this->reserved(['wawi_paid' => 'capture', 'wawi_cancel' => 'refund']);
        $this->tell($t, News::Paid);
        $this->work();
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', cStatus = 4 WHERE kBestellung = $t->orderId");
        $this->sweep();
        $this->sql("DELETE FROM tbestellung WHERE kBestellung = $t->orderId");
        $this->tell($t, News::Deleted);
        $this->work();
        $this->assertBooks($t, '52.00', '0.00', ['52.00']);
        self::assertSame(['done', 'captured_before', 'nothing_by_setting'], $this->findings($t));
    }

    public function testAnOrderThatIsWhereItShouldBeIsLeftAlone(): void
    {
        $t = $this->reserved();
        foreach ([
            "cStatus = 1, cAbgeholt = 'N'",
            "cStatus = 2, cAbgeholt = 'Y'",
            "cStatus = 3, cAbgeholt = 'Y'",
        ] as $state) {
            $this->sql("UPDATE tbestellung SET $state WHERE kBestellung = $t->orderId");
            $this->sql("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.wawi_unheard'");
            $this->sweep();
        }
        self::assertSame([], $this->entries($t));
        self::assertSame('authorised', $this->fresh($t)->phase);
    }

    // ── what is sent to Wawi ──

    public function testByItsSettingAReservedOrderIsKeptFromWawiUntilItIsCaptured(): void
    {
        $t = $this->reserved(['wawi_release' => 'captured']);
        self::assertSame('P', $this->world->shop->fetched($t->orderId));
        $this->tell($t, News::Paid);
        $this->configure(self::DEFERRED + ['wawi_release' => 'captured', 'wawi_paid' => 'capture']);
        $this->work();
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
    }

    /** @dataProvider languages */
    public function testEveryWordOfItHasASentence(string $language): void
    {
        $words = array_map(static fn(News $news): string => $news->value, News::cases());
        foreach ([...$words, ...self::FINDINGS] as $word) {
            self::assertArrayHasKey("twint.tx.event.wawi_$word", Catalogue::of($language));
        }
    }

    /** @return list<array{string}> */
    public static function languages(): array
    {
        return array_map(static fn(string $locale): array => [$locale], Catalogue::locales());
    }

    public function testEveryNewsCanBeFollowedInTheEventsOfThePayment(): void
    {
        $t = $this->reserved();
        $this->tell($t, News::Shipped);
        $this->twint->down();
        $this->work();
        $this->twint->up();
        $this->work();
        self::assertSame(['wawi_shipped', 'wawi_postponed', 'wawi_done'], $this->newsAmongEvents($t));
    }

    public function testNewsOfAnOrderAreNotedAtTheOlderAttemptThatPaysItAndNotAtTheNewerThatFailed(): void
    {
        [$paying, $failed] = $this->olderAttemptReserved();
        $this->tell($failed, News::Shipped);
        self::assertSame(['wawi_shipped'], $this->newsAmongEvents($paying));
        $this->sql('DELETE FROM xplugin_jtl_twint_wawi');
        $this->sql("UPDATE tbestellung SET cStatus = 4, cAbgeholt = 'Y' WHERE kBestellung = $paying->orderId");
        $this->sweep();
        self::assertSame(
            ['wawi_shipped', 'wawi_unheard', 'wawi_shipped', 'wawi_done'],
            $this->newsAmongEvents($paying),
        );
        self::assertSame([], $this->newsAmongEvents($failed));
        $this->assertBooks($paying, '52.00', '0.00', ['52.00']);
    }

    public function testOfAnOrderThatTwoAttemptsPayTheMerchantIsToldAtTheOneThatItShows(): void
    {
        [$older, $newer] = $this->olderAttemptReserved();
        $this->tell($older, News::Shipped);
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET phase = 'captured' WHERE id = $newer->id");
        $this->work();
        $this->assertNeedsAttention($newer, 'several_payments');
        self::assertTrue($this->world->get(QueueView::class)->retry($this->entries($newer)[0]->id, 'Anna'));
        self::assertSame(['wawi_several_payments', 'wawi_retried'], $this->newsAmongEvents($newer));
        self::assertSame(['wawi_shipped'], $this->newsAmongEvents($older));
    }

    // ── helpers ──

    /** @return array{Transaction, Transaction} one that was over here and is taken up again, and one that failed meanwhile */
    private function olderAttemptReserved(): array
    {
        $old = $this->reserved();
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET phase = 'cancelled', open_order_id = NULL WHERE id = $old->id",
        );
        $new = $this->payments()->retry($this->fresh($old));
        $this->twint->decline($new->pairingToken);
        $new = $this->payments()->settle($new, Initiator::buyer());
        self::assertSame('failed', $new->phase);
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET phase = 'authorised', open_order_id = order_id WHERE id = $old->id",
        );

        return [$this->fresh($old), $new];
    }

    /** @return list<string> */
    private function newsAmongEvents(Transaction $t): array
    {
        return array_values(array_filter($this->events($t), static fn(string $event): bool => str_starts_with(
            $event,
            'wawi_',
        )));
    }

    /** An order of 3 shirts, 1.5 of cloth, shipping and a voucher, reserved. Wawi's numbers of the rows are 11 to 14. */
    private function reserved(array $settings = []): Transaction
    {
        $this->configure(self::DEFERRED + $settings);
        $order = $this->world->shop->newOrder('52.00');
        $id = (int) $order->kBestellung;
        foreach ([
            [C_WARENKORBPOS_TYP_ARTIKEL, 'shirt', 10.00 / 1.081, 8.1, 3],
            [C_WARENKORBPOS_TYP_ARTIKEL, 'cloth', (20.00 / 1.5) / 1.081, 8.1, 1.5],
            [C_WARENKORBPOS_TYP_VERSANDPOS, 'shipping', 7.00 / 1.081, 8.1, 1],
            [C_WARENKORBPOS_TYP_GUTSCHEIN, 'voucher', -5.00, 0, 1],
        ] as $number => $row) {
            $position = $this->world->shop->addRow($id, ...$row);
            $this->sql("UPDATE twarenkorbpos SET kBestellpos = 11 + $number WHERE kWarenkorbPos = $position");
        }
        $t = $this->payments()->begin($order, 'ger');
        $this->twint->approve($t->pairingToken);

        return $this->payments()->settle($t, Initiator::buyer());
    }

    /** @return Transaction of which the first parcel, for 15.51, has left */
    private function parcelTaken(): Transaction
    {
        $t = $this->reserved(['wawi_partial' => 'delivered']);
        $this->world->shop->deliver($t->orderId, [11 => 1]);
        $this->tell($t, News::PartShipped);
        $this->work();
        $this->assertBooks($t, '15.51', '0.00', ['15.51']);

        return $t;
    }

    private function captured(array $settings = []): Transaction
    {
        $t = $this->reserved($settings);
        $this->tell($t, News::Shipped);
        $this->work();

        return $this->fresh($t);
    }

    private function comesTo(Transaction $t, float $total): void
    {
        $this->sql("UPDATE tbestellung SET fGesamtsumme = $total WHERE kBestellung = $t->orderId");
    }

    /** @param numeric-string $amount */
    private function close(Transaction $t, string $amount): void
    {
        $this->world->get(ManualOperations::class)->capture(
            $t,
            new CaptureRequest(RequestKey::random(), [], $amount, true),
            Initiator::admin('Anna'),
        );
    }

    /** @param numeric-string $amount */
    private function refund(Transaction $t, string $amount): void
    {
        $this->world->get(ManualOperations::class)->refund(
            $this->fresh($t),
            new RefundRequest(RequestKey::random(), [], $amount, null, ''),
            Initiator::admin('Anna'),
        );
    }

    private function tell(Transaction $t, News ...$all): void
    {
        foreach ($all as $news) {
            $this->world->get(Queue::class)->note($t->orderId, $news);
        }
    }

    /** All that waits is due, and worked off. */
    private function work(): void
    {
        $this->sql('UPDATE xplugin_jtl_twint_wawi SET due_at = UTC_TIMESTAMP(3)');
        do {
            $worked = $this->world->get(Worker::class)->workOff(100, PHP_INT_MAX);
        } while ($worked > 0);
    }

    /** A process died: its claims lapse, the sweep finds out what it began. */
    private function afterwards(): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 1 HOUR WHERE booked = 0 OR state <> 'done'",
        );
        $this->sweep();
        $this->work();
        $this->sweep();
    }

    /** @return list<Entry> */
    private function entries(Transaction $t): array
    {
        return $this->world->get(Queue::class)->ofOrder($t->orderId);
    }

    /** @return list<string> */
    private function findings(Transaction $t): array
    {
        return array_map(static fn(Entry $entry): string => $entry->finding, $this->entries($t));
    }

    /** @return list<string> what the merchant was told, the oldest first */
    private function needingAttention(Transaction $t): array
    {
        $entries = array_filter(
            $this->entries($t),
            static fn(Entry $entry): bool => $entry->state === EntryState::Attention,
        );

        return array_values(array_map(static fn(Entry $entry): string => $entry->finding, $entries));
    }

    /** @return list<string> */
    private function events(Transaction $t): array
    {
        return array_map(
            strval(...),
            array_column($this->world->get(EventRepository::class)->ofTransaction($t->id), 'event'),
        );
    }

    /** @param list<string> $payments */
    private function assertBooks(Transaction $t, string $captured, string $refunded, array $payments): void
    {
        $fresh = $this->fresh($t);
        self::assertSame([$captured, $refunded], [$fresh->captured, $fresh->refunded], 'ours');
        $order = $this->twint->order($t->twintUuid);
        self::assertSame([$captured, $refunded], [$order['captured'], $order['refunded']], 'at TWINT');
        self::assertSame($payments, $this->world->shop->paymentsOf($t->orderId), 'in the shop');
        self::assertSame([], $fresh->duties);
    }

    private function assertNeedsAttention(Transaction $t, string $finding): void
    {
        $entries = $this->entries($t);
        $last = $entries[array_key_last($entries)];
        self::assertSame([EntryState::Attention, $finding], [$last->state, $last->finding]);
        self::assertContains('attention', $this->world->shop->saidOf($t->orderId));
        self::assertContains('wawi_' . $finding, $this->events($t));
    }
}
