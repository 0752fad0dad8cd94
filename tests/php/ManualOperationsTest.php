<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\NewOperation;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Outcome;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Portion;
use Plugin\jtl_twint\src\Payment\PositionBook;
use Plugin\jtl_twint\src\Payment\Reference;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\MerchantFactory;

/** Money moved by hand: whatever happens, TWINT's books, our rows and the shop's payments say the same in the end. */
final class ManualOperationsTest extends MoneyTestCase
{
    // ── capture ──

    public function testPartsAreCapturedThenTheRestClosesTheOrder(): void
    {
        $t = $this->approved('50.00');
        $first = $this->capture($t, '20.00');
        self::assertSame(OutcomeKind::Done, $first->kind);
        self::assertSame('partially_captured', $first->transaction->phase);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);

        $last = $this->capture($t, '30.00');
        self::assertSame('captured', $last->transaction->phase);
        self::assertTrue($last->transaction->closed);
        self::assertSame('SUCCESS', $this->twint->order($t->twintUuid)['status']);
        $this->assertBooks($t, '50.00', '0.00', ['20.00', '30.00']);
    }

    public function testAFinalPartClosesBelowWhatWasAuthorised(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $after = $this->manual()->capture(
            $t,
            new CaptureRequest(RequestKey::random(), [], '10.00', true),
            Initiator::admin('Anna'),
        );
        self::assertSame('captured', $after->transaction->phase);
        $this->assertBooks($t, '30.00', '0.00', ['10.00', '20.00']);
        self::assertSame('closed', $this->capture($t, '1.00')->word);
        self::assertSame(2, $this->twint->calls('ConfirmOrder'));
    }

    public function testWhereTheRestRunsOutAtTwintOnlyThePartsAreBooked(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->set(['quirks' => ['confirmationWindowMs' => 60_000, 'closedWithRest' => 'ok']]);
        $this->twint->advance(61_000);
        $after = $this->world->get(PaymentService::class)->settle($this->fresh($t), Initiator::cron());
        self::assertSame('captured', $after->phase);
        self::assertTrue($after->closed);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    public function testTheLastPartIsNotSentWhereTheOrderCannotBeRead(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->fail(['html' => 503], 'MonitorOrder');
        $late = $this->capture($t, '30.00');
        self::assertSame([OutcomeKind::Refused, 'unavailable'], [$late->kind, $late->word]);
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
        $this->twint->heal();
        self::assertSame('captured', $this->capture($t, '30.00')->transaction->phase);
        $this->assertBooks($t, '50.00', '0.00', ['20.00', '30.00']);
    }

    public function testTheLastPartIsNotBookedWhereTheRestRanOutUnnoticed(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->set(['quirks' => [
            'confirmationWindowMs' => 60_000,
            'closedWithRest' => 'ok',
            'confirmInWrongState' => 'SystemError',
        ]]);
        $this->twint->advance(61_000);
        $late = $this->capture($t, '30.00');
        self::assertSame(OutcomeKind::Refused, $late->kind);
        self::assertSame(['captured', true], [$late->transaction->phase, $late->transaction->closed]);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    public function testQuantitiesAndAmountsOfPositionsAreCaptured(): void
    {
        $t = $this->approvedWithRows();
        [$shirts, $cloth, $shipping, $voucher] = $this->manual()->positions($t);
        $wish = new CaptureRequest(RequestKey::random(), [
            new Portion($shirts->id, '1'),
            new Portion($cloth->id, '0.5'),
            new Portion($shipping->id, null, '7.00'),
            new Portion($voucher->id, '0'),
        ]);
        // 10.00 of 30.00, a third of 20.00, and the shipping.
        self::assertSame('23.67', $this->manual()->previewCapture($t, $wish)->amount);
        $this->manual()->capture($t, $wish, Initiator::admin('Anna'));
        $this->assertBooks($t, '23.67', '0.00', ['23.67']);
        $book = $this->world->get(PositionBook::class)->of($t->id);
        self::assertSame('1.000000', $book[$shirts->id]['capturedQuantity']);
        self::assertSame('6.67', $book[$cloth->id]['capturedAmount']);

        // Wawi changes the order and with it the numbers of its rows; ours stay.
        $this->sql('DELETE FROM twarenkorbpos');
        $rest = new CaptureRequest(RequestKey::random(), [
            new Portion($shirts->id, '2'),
            new Portion($cloth->id, '1'),
            new Portion($voucher->id, '1'),
        ]);
        self::assertSame('captured', $this->manual()->capture($t, $rest, Initiator::admin('Anna'))->transaction->phase);
        $this->assertBooks($t, '52.00', '0.00', ['23.67', '28.33']);
    }

    public function testMoreThanIsOpenIsRefusedBeforeAnythingIsSent(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $refused = $this->capture($t, '30.01');
        self::assertSame([OutcomeKind::Refused, 'more_than_authorised'], [$refused->kind, $refused->word]);
        self::assertNull($refused->operation);
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
        foreach (['', '0.00', '-1', '1.001', 'all'] as $amount) {
            self::assertSame(OutcomeKind::Refused, $this->capture($t, $amount)->kind, $amount);
        }
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    public function testNothingIsCapturedBeforeTheBuyerApproved(): void
    {
        $t = $this->begin('50.00');
        self::assertSame('not_approved', $this->capture($t, '20.00')->word);
        self::assertSame(0, $this->twint->calls('ConfirmOrder'));
    }

    public function testTwintDownLeavesNothingDoneAndTheNextWishWorks(): void
    {
        $t = $this->approved('50.00');
        $this->twint->down();
        $refused = $this->capture($t, '20.00');
        $this->twint->up();
        self::assertSame([OutcomeKind::Refused, 'unavailable'], [$refused->kind, $refused->word]);
        self::assertSame('authorised', $refused->transaction->phase);
        self::assertSame(OutcomeKind::Done, $this->capture($t, '20.00')->kind);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    public function testAnOrderThatEndedAtTwintMeanwhileIsNotCaptured(): void
    {
        $t = $this->approved('50.00');
        $this->twint->expire($t->twintUuid);
        $refused = $this->capture($t, '20.00');
        self::assertSame([OutcomeKind::Refused, 'state_conflict'], [$refused->kind, $refused->word]);
        self::assertSame('cancelled', $refused->transaction->phase);
        $this->assertBooks($t, '0.00', '0.00', []);
    }

    /** @dataProvider lostAnswers */
    public function testAClosingCaptureWithoutAnswerIsRightAfterwards(string $way): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->fail($way, 'ConfirmOrder', ['nth' => 1]);
        $outcome = $this->capture($t, '30.00');
        self::assertSame(OutcomeKind::Done, $outcome->kind);
        $this->assertBooks($t, '50.00', '0.00', ['20.00', '30.00']);
    }

    /** @dataProvider lostAnswers */
    public function testAClosingCaptureThatNobodyCouldReadIsFoundOut(string $way, bool $done): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->fail($way, 'ConfirmOrder', ['nth' => 1]);
        $this->failToReadAfterwards();
        $lost = $this->capture($t, '30.00');
        self::assertSame([OutcomeKind::Unknown, 'uncertain'], [$lost->kind, $lost->transaction->phase]);
        self::assertSame('operation_open', $this->manual()->permitted($this->fresh($t))->refund);
        self::assertSame(OutcomeKind::Busy, $this->capture($t, '1.00')->kind);
        $this->twint->heal();
        self::assertSame('too_early', $this->findOut($t)->word);
        $this->age();
        $found = $this->findOut($t);
        self::assertSame($done ? OutcomeKind::Unknown : OutcomeKind::Refused, $found->kind);
        if ($done) {
            // It is closed, which it would also be if the time for the rest were over.
            $found = $this->lookIntoThePortal($t, true);
        }
        self::assertSame($done ? 'captured' : 'partially_captured', $found->transaction->phase);
        $this->assertBooks($t, $done ? '50.00' : '20.00', '0.00', $done ? ['20.00', '30.00'] : ['20.00']);
        self::assertSame(2, $this->twint->calls('ConfirmOrder'));
    }

    public function testWhoeverAsksMeanwhileDoesNotTakeAClosedOrderForAWhollyCapturedOne(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->set(['quirks' => ['closedWithRest' => 'ok']]);
        $this->twint->fail('resetAfterProcessing', 'ConfirmOrder', ['nth' => 1]);
        $this->failToReadAfterwards();
        $wish = new CaptureRequest(RequestKey::random(), [], '10.00', true);
        self::assertSame(
            OutcomeKind::Unknown,
            $this->manual()->capture($this->fresh($t), $wish, Initiator::admin('Anna'))->kind,
        );
        $this->twint->heal();
        // TWINT calls it a plain success by now, although 20.00 were let go.
        $this->payments()->settle($this->fresh($t), Initiator::buyer());
        $this->sweepUp();
        self::assertSame(['20.00', 'uncertain'], [$this->fresh($t)->captured, $this->fresh($t)->phase]);
        $this->age();
        $this->sweepUp();
        self::assertSame(['20.00', 'uncertain'], [$this->fresh($t)->captured, $this->fresh($t)->phase]);
        self::assertSame('captured', $this->lookIntoThePortal($t, true)->transaction->phase);
        $this->assertBooks($t, '30.00', '0.00', ['10.00', '20.00']);
    }

    public function testAClosingCaptureIsNotTakenForDoneBecauseTheTimeForTheRestIsOver(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        $this->twint->fail(['html' => 502], 'ConfirmOrder');
        self::assertSame(OutcomeKind::Unknown, $this->capture($t, '30.00')->kind);
        $this->twint->heal();
        $this->twint->set(['quirks' => ['confirmationWindowMs' => 60_000]]);
        $this->twint->advance(61_000);
        $this->age();
        $this->sweepUp();
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
        self::assertSame('partially_captured', $this->lookIntoThePortal($t, false)->transaction->phase);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    /** The reading before a last part is answered, those after it are not. */
    private function failToReadAfterwards(): void
    {
        foreach (range(2, 9) as $nth) {
            $this->twint->fail(['html' => 503], 'MonitorOrder', ['nth' => $nth]);
        }
    }

    private function lookIntoThePortal(Transaction $t, bool $happened): Outcome
    {
        self::assertNull($this->manual()->permitted($this->fresh($t))->resolve);

        return $this->manual()->resolve($this->fresh($t), $happened, 'seen in the portal', Initiator::admin('Anna'));
    }

    /** @dataProvider lostAnswers */
    public function testAPartWithoutAnswerWaitsForAHumanWhoLooksIntoThePortal(string $way, bool $done): void
    {
        $this->twint->set(['quirks' => ['amountsWhenPartial' => 'none']]);
        $t = $this->approved('50.00');
        $this->twint->fail($way, 'ConfirmOrder', ['nth' => 1]);
        $lost = $this->capture($t, '20.00');
        self::assertSame([OutcomeKind::Unknown, 'unknown'], [$lost->kind, $lost->word]);
        $this->age();
        $this->sweepUp();
        self::assertSame(OutcomeKind::Unknown, $this->findOut($t)->kind);
        self::assertSame('uncertain', $this->fresh($t)->phase);

        $resolved = $this->lookIntoThePortal($t, $done);
        self::assertSame($done ? 'partially_captured' : 'authorised', $resolved->transaction->phase);
        $this->assertBooks($t, $done ? '20.00' : '0.00', '0.00', $done ? ['20.00'] : []);
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
        self::assertSame(
            'nothing_to_resolve',
            $this->manual()->resolve($this->fresh($t), true, '', Initiator::admin('Anna'))->word,
        );
        self::assertSame(OutcomeKind::Done, $this->capture($t, $done ? '30.00' : '50.00')->kind);
    }

    /** @return iterable<string, array{string, string, string, list<string>}> */
    public static function outcomes(): iterable
    {
        yield 'captured' => ['42.00', 'captured', '42.00', ['42.00']];
        yield 'captured in part' => ['12.00', 'captured', '12.00', ['12.00']];
        yield 'nothing' => ['0.00', 'cancelled', '0.00', []];
    }

    /**
     * @dataProvider outcomes
     * @param list<string> $payments
     */
    public function testTheOutcomeOfWhatTwintNeverExplainsIsEnteredByHand(
        string $entered,
        string $phase,
        string $captured,
        array $payments,
    ): void {
        $this->twint->set(['quirks' => ['unknownStatus' => ['awaitingConfirmation', 'closed', 'failed']]]);
        $t = $this->begin('42.00');
        $this->twint->approve($t->pairingToken);
        $this->payments()->settle($this->fresh($t), Initiator::cron());
        $this->sql(
            "UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 15 MINUTE WHERE event = 'order_unrecognised'",
        );
        $doubted = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame('uncertain', $doubted->phase);

        $early = $this->manual()->enterOutcome($doubted, $entered, '', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Refused, 'twint_may_tell'], [$early->kind, $early->word]);
        $this->sql('UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 61 MINUTE');
        $this->age();
        self::assertNull($this->manual()->permitted($this->fresh($t))->enterOutcome);
        $this->endInThePortal($t, $entered);
        $tooMuch = $this->manual()->enterOutcome($this->fresh($t), '42.01', '', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Refused, 'entered_amount'], [$tooMuch->kind, $tooMuch->word]);

        $done = $this->manual()->enterOutcome(
            $this->fresh($t),
            $entered,
            'seen in the portal',
            Initiator::admin('Anna'),
        );
        self::assertSame([OutcomeKind::Done, $phase], [$done->kind, $done->transaction->phase]);
        $this->assertBooks($t, $captured, '0.00', $payments);
        foreach ($this->world->get(OperationRepository::class)->ofTransaction($t->id) as $operation) {
            self::assertFalse($operation->hasNoKnownOutcome(), $operation->kind);
        }
        $again = $this->manual()->enterOutcome($this->fresh($t), $entered, '', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Refused, 'nothing_to_enter'], [$again->kind, $again->word]);
    }

    private function endInThePortal(Transaction $t, string $captured): void
    {
        $this->twint->set(['quirks' => ['unknownStatus' => []]]);
        $merchant = $this->world->get(MerchantFactory::class)->of(new AccessKey(AccessKey::FIRST, 'testing'));
        $captured === '0.00'
            ? \Twint\cancel($merchant, (string) $t->twintUuid)
            : \Twint\capture($merchant, (string) $t->twintUuid, $captured, true);
        $this->twint->set(['quirks' => ['unknownStatus' => ['awaitingConfirmation', 'closed', 'failed']]]);
    }

    public function testWhatTwintTellsByThenCountsAndNotWhatWasEntered(): void
    {
        $this->twint->set(['quirks' => ['unknownStatus' => ['awaitingConfirmation']]]);
        $t = $this->begin('42.00');
        $this->twint->approve($t->pairingToken);
        $this->payments()->settle($this->fresh($t), Initiator::cron());
        $this->sql(
            "UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 15 MINUTE WHERE event = 'order_unrecognised'",
        );
        $this->payments()->settle($this->fresh($t), Initiator::cron());
        $this->sql('UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 61 MINUTE');
        $this->age();
        $this->twint->set(['quirks' => ['unknownStatus' => []]]);

        $told = $this->manual()->enterOutcome($this->fresh($t), '0.00', '', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Refused, 'twint_told'], [$told->kind, $told->word]);
        self::assertSame('authorised', $told->transaction->phase);
        $this->assertBooks($t, '0.00', '0.00', []);
    }

    public function testThatARefundWasNotCarriedOutIsBelievedOnlyWhereTwintAnswers(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '50.00');
        $this->twint->set(['quirks' => ['reversal' => 'settlesLater']]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '20.00')->kind);
        $this->sql(
            "UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 2 HOUR WHERE state = 'unknown'",
        );
        $this->twint->fail(['html' => 503], 'FindOrder');
        $denied = $this->manual()->resolve($this->fresh($t), false, 'seen in the portal', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Unknown, 'not_asked'], [$denied->kind, $denied->word]);
        self::assertNotNull($this->world->get(OperationRepository::class)->open($t->id));
    }

    public function testAPartWithoutAnswerIsFoundWhereTheOrderShowsTheSum(): void
    {
        $t = $this->approved('50.00');
        $this->twint->fail('resetAfterProcessing', 'ConfirmOrder', ['nth' => 1]);
        $this->twint->fail(['html' => 503], 'MonitorOrder');
        self::assertSame(OutcomeKind::Unknown, $this->capture($t, '20.00')->kind);
        $this->twint->heal();
        $this->age();
        self::assertSame(OutcomeKind::Done, $this->findOut($t)->kind);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
    }

    // ── answers that prove nothing ──

    public function testACaptureThatTwintAnswersAndDoesNotCarryOutIsNotBooked(): void
    {
        $t = $this->approved('50.00');
        $this->twint->set(['quirks' => ['confirmWithoutEffect' => 'always']]);
        $after = $this->capture($t, '50.00');
        self::assertSame([OutcomeKind::Unknown, 'uncertain'], [$after->kind, $after->transaction->phase]);
        $this->assertBooks($t, '0.00', '0.00', []);
        self::assertSame('Q', $this->world->shop->fetched($t->orderId), 'held from Wawi');

        $this->age();
        $this->sweepUp();
        self::assertSame('authorised', $this->fresh($t)->phase, 'long after it is known that nothing was taken');
        $this->assertBooks($t, '0.00', '0.00', []);
        $this->twint->set(['quirks' => ['confirmWithoutEffect' => 'never']]);
        self::assertSame(OutcomeKind::Done, $this->capture($t, '50.00')->kind);
        $this->assertBooks($t, '50.00', '0.00', ['50.00']);
    }

    public function testACaptureThatTwintCarriesOutAtTheSecondTimeIsBookedOnce(): void
    {
        $t = $this->approved('50.00');
        $this->twint->set(['quirks' => ['confirmWithoutEffect' => ['first' => 1]]]);
        self::assertSame(OutcomeKind::Done, $this->capture($t, '50.00')->kind);
        $this->assertBooks($t, '50.00', '0.00', ['50.00']);
    }

    public function testAnImmediatePaymentIsNotPaidByAnAnswerAlone(): void
    {
        $this->configure(['capture' => 'immediate']);
        $this->twint->set(['quirks' => ['confirmWithoutEffect' => 'always']]);
        $t = $this->begin('42.00');
        $this->twint->approve($t->pairingToken);
        self::assertSame('uncertain', $this->payments()->settle($t, Initiator::buyer())->phase);
        $this->assertBooks($t, '0.00', '0.00', []);
        $this->twint->set(['quirks' => ['confirmWithoutEffect' => 'never']]);
        $this->assertPaidOnce($this->payments()->settle($this->fresh($t), Initiator::cron()));
    }

    public function testAPartThatNoOrderShowsIsNotBooked(): void
    {
        $this->twint->set(['quirks' => ['amountsWhenPartial' => 'none', 'confirmWithoutEffect' => 'always']]);
        $t = $this->approved('50.00');
        self::assertSame(OutcomeKind::Unknown, $this->capture($t, '20.00')->kind);
        $this->assertBooks($t, '0.00', '0.00', []);
    }

    public function testACancellationThatTwintAnswersAndDoesNotCarryOutFreesNothing(): void
    {
        $t = $this->approved('50.00');
        $this->twint->set(['quirks' => ['cancelWithoutEffect' => 'always']]);
        $cancel = fn(): Outcome => $this->manual()->cancel(
            $this->fresh($t),
            RequestKey::random(),
            '',
            Initiator::admin('Anna'),
        );
        self::assertSame([OutcomeKind::Unknown, 'uncertain'], [$cancel()->kind, $this->fresh($t)->phase]);
        self::assertSame('50.00', $this->twint->order($t->twintUuid)['reserved']);
        $this->twint->set(['quirks' => ['cancelWithoutEffect' => 'never']]);
        $this->age();
        $this->sweepUp();
        self::assertSame('authorised', $this->fresh($t)->phase);
        self::assertSame(OutcomeKind::Done, $cancel()->kind);
        self::assertSame('0.00', $this->twint->order($t->twintUuid)['reserved']);
    }

    public function testAStateThatNobodyKnowsIsShownToTheMerchantAfterAWhileAndNothingFollowsFromIt(): void
    {
        $t = $this->approved('50.00');
        $this->twint->set(['quirks' => ['unknownReason' => ['awaitingConfirmation']]]);
        $settle = fn(): Transaction => $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame('authorised', $settle()->phase);
        self::assertSame('authorised', $settle()->phase);
        $noted = "SELECT COUNT(*) FROM xplugin_jtl_twint_event WHERE event = 'order_unrecognised'";
        self::assertSame('1', (string) $this->world->pdo->query($noted)->fetchColumn());
        $this->sql('UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 10 MINUTE');
        self::assertSame('uncertain', $settle()->phase);
        self::assertContains('attention', $this->world->shop->saidOf($t->orderId));
        self::assertSame(0, $this->twint->calls('CancelOrder') + $this->twint->calls('ConfirmOrder'));
        $this->twint->set(['quirks' => ['unknownReason' => []]]);
        self::assertSame('authorised', $settle()->phase);
    }

    public function testAnUnpaidOrderInAStateThatNobodyKnowsIsNotCancelledWhenItsTimeIsOver(): void
    {
        $t = $this->begin('42.00');
        $this->twint->set(['quirks' => ['unknownStatus' => ['awaitingCustomer']]]);
        $this->passTime($t);
        self::assertSame('pending', $this->payments()->settle($this->fresh($t), Initiator::cron())->phase);
        self::assertSame(0, $this->twint->calls('CancelOrder'));
    }

    public function testAFailureForAReasonThatNobodyKnowsEndsAPaymentOfWhichNothingWasCaptured(): void
    {
        $t = $this->begin('42.00');
        $this->twint->set(['quirks' => ['unknownReason' => ['failed']]]);
        $this->twint->decline($t->pairingToken);
        self::assertSame('failed', $this->payments()->settle($this->fresh($t), Initiator::buyer())->phase);
    }

    public function testWhileTwintMayStillBeAtItNobodyIsBelievedThatAPartWasNotCaptured(): void
    {
        $t = $this->approved('50.00');
        $this->twint->fail(['slow' => 4000], 'ConfirmOrder', ['nth' => 1]);
        $this->world = new World($this->twint, ['capture' => 'deferred'], patience: 1000);
        self::assertSame('uncertain', $this->capture($t, '20.00')->transaction->phase);
        self::assertSame('0.00', $this->twint->order($t->twintUuid)['captured'], 'what the portal shows so far');
        $early = $this->manual()->resolve($this->fresh($t), false, 'seen in the portal', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Refused, 'too_early'], [$early->kind, $early->word]);
        self::assertNotNull($this->manual()->permitted($this->fresh($t))->resolve);
        for ($tries = 0; $tries < 200 && $this->twint->order($t->twintUuid)['captured'] === '0.00'; $tries++) {
            usleep(100_000);
        }
        $this->age();
        $this->lookIntoThePortal($t, true);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    public function testWhileTwintHoldsTheRefundNobodyIsBelievedThatItWasNotCarriedOut(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '50.00');
        $this->twint->set(['quirks' => ['reversal' => 'needsConfirmation', 'confirmWithoutEffect' => 'always']]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '20.00')->kind);
        $this->sql(
            "UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 2 HOUR WHERE state = 'unknown'",
        );
        $denied = $this->manual()->resolve($this->fresh($t), false, 'seen in the portal', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Unknown, 'still_underway'], [$denied->kind, $denied->word]);
        $this->twint->set(['quirks' => ['confirmWithoutEffect' => 'never']]);
        self::assertSame(OutcomeKind::Done, $this->manual()->findOut($this->fresh($t), Initiator::cron())->kind);
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
    }

    /** @dataProvider unknownSuccesses */
    public function testARefundThatMayBeDoneByWhatTwintShowsIsNotDenied(array $quirks): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => $quirks]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '20.00')->kind);
        $this->anHourPasses();
        $denied = $this->lookIntoThePortal($t, false);
        self::assertSame([OutcomeKind::Unknown, 'may_be_done'], [$denied->kind, $denied->word]);
        self::assertSame(OutcomeKind::Done, $this->lookIntoThePortal($t, true)->kind);
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
    }

    public static function unknownSuccesses(): iterable
    {
        yield 'a success for an unknown reason' => [['unknownReason' => ['reversal']]];
        yield 'an unknown status' => [['unknownStatus' => ['reversal']]];
    }

    /** How often TWINT was asked for an order by its reference; the nightly reconciliation asks by time. */
    private function searches(): int
    {
        return count(array_filter(
            $this->twint->callsSince(0),
            static fn(array $call): bool => $call['operation'] === 'FindOrder' && $call['reference'] !== null,
        ));
    }

    public function testARefundThatNothingSaysWasDoneIsDeniedAndWhatTwintSaysLaterIsAnAlarm(): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => ['reversal' => 'settlesLater', 'unknownReason' => ['reversal']]]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '20.00')->kind);
        $this->anHourPasses();
        $this->twint->down();
        self::assertSame('not_asked', $this->lookIntoThePortal($t, false)->word);
        $this->twint->up();
        $denied = $this->lookIntoThePortal($t, false);
        self::assertSame([OutcomeKind::Refused, 'not_done'], [$denied->kind, $denied->word]);
        $this->assertBooks($t, '50.00', '0.00', ['50.00']);
        self::assertNull($this->manual()->permitted($this->fresh($t))->refund);

        $asked = $this->searches();
        $this->sweepUp();
        self::assertSame($asked, $this->searches(), 'it was asked a moment ago');
        $this->hoursPass(7);
        $this->sweepUp();
        self::assertGreaterThan($asked, $this->searches());
        self::assertSame('captured', $this->fresh($t)->phase, 'it is as it was');
        self::assertSame(0, $this->contradictions());

        $this->twint->passTime(3);
        $this->hoursPass(7);
        $this->sweepUp();
        self::assertSame('operation_open', $this->manual()->permitted($this->fresh($t))->refund);
        self::assertSame(1, $this->contradictions());
        self::assertContains('attention', $this->world->shop->saidOf($t->orderId));
        // The reason is still one that nobody knows.
        self::assertSame('may_be_done', $this->lookIntoThePortal($t, false)->word);
        $this->twint->set(['quirks' => ['unknownReason' => []]]);
        $this->sweepUp();
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
        self::assertSame(1, $this->contradictions(), 'the merchant is told for a while');
        $this->hoursPass(24 * 8);
        self::assertSame(0, $this->contradictions());
    }

    public function testARefundThatWasDeniedIsNeverConfirmed(): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => ['reversal' => 'needsConfirmation', 'unknownReason' => ['reversal']]]);
        $this->refund($t, '20.00');
        $this->anHourPasses();
        self::assertSame('not_done', $this->lookIntoThePortal($t, false)->word);
        $this->twint->set(['quirks' => ['unknownReason' => []]]);
        $asked = $this->searches();
        $this->hoursPass(7);
        $this->sweepUp();
        self::assertGreaterThan($asked, $this->searches());
        $this->assertBooks($t, '50.00', '0.00', ['50.00']);
    }

    public function testWhatTwintContradictsIsNotLostWhereTheMerchantRefundedOtherwise(): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => ['reversal' => 'settlesLater', 'unknownReason' => ['reversal']]]);
        $this->refund($t, '20.00');
        $this->anHourPasses();
        self::assertSame('not_done', $this->lookIntoThePortal($t, false)->word);
        $this->twint->set(['quirks' => ['reversal' => 'immediate', 'unknownReason' => []]]);
        self::assertSame('partially_refunded', $this->refund($t, '30.00')->transaction->phase);
        $this->twint->passTime(3);
        $this->hoursPass(7);
        $this->sweepUp();
        $this->assertBooks($t, '50.00', '50.00', ['50.00']);
        self::assertSame(['refunded', 1], [$this->fresh($t)->phase, $this->contradictions()]);
    }

    private function contradictions(): int
    {
        return $this->world->get(OperationRepository::class)->contradictedDenials();
    }

    private function anHourPasses(): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 2 HOUR WHERE state = 'unknown'",
        );
    }

    private function hoursPass(int $hours): void
    {
        $this->sql("UPDATE xplugin_jtl_twint_operation SET denied_at = denied_at - INTERVAL $hours HOUR");
    }

    public static function lostAnswers(): iterable
    {
        yield 'after TWINT did it' => ['resetAfterProcessing', true];
        yield 'before TWINT did it' => ['resetAfterRequest', false];
    }

    // ── refund ──

    public function testSeveralRefundsGoUpToWhatWasCapturedAndNoRappenMore(): void
    {
        $t = $this->captured('50.00');
        self::assertSame('partially_refunded', $this->refund($t, '20.00')->transaction->phase);
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
        self::assertSame('more_than_captured', $this->refund($t, '30.01')->word);
        self::assertSame('refunded', $this->refund($t, '30.00')->transaction->phase);
        $this->assertBooks($t, '50.00', '50.00', ['50.00']);
        self::assertSame('all_refunded', $this->refund($t, '0.01')->word);
        // The payment and two refunds.
        self::assertSame(3, $this->twint->calls('StartOrder'));
    }

    public function testTheBuyerHearsOfEachRefundOnlyWhereTheMerchantWantsIt(): void
    {
        foreach (['each' => 2, 'none' => 0] as $setting => $mails) {
            $this->configure(['capture' => 'deferred', 'mail_refund' => $setting]);
            $t = $this->captured('50.00');
            $this->refund($t, '20.00');
            $this->refund($t, '30.00');
            $said = $this->world->shop->saidOf($t->orderId);
            self::assertCount($mails, array_keys($said, 'paymentRefunded', true), $setting);
            self::assertCount(1, array_keys($said, 'paymentReceived', true));
        }
    }

    public function testARefundByQuantityKeepsAFeeBack(): void
    {
        $t = $this->approvedWithRows();
        $this->capture($t, '52.00');
        [$shirts] = $this->manual()->positions($t);
        $wish = new RefundRequest(RequestKey::random(), [new Portion($shirts->id, '2')], '1.00', '2.50', 'too small');
        $refund = $this->manual()->refund($t, $wish, Initiator::admin('Anna'));
        self::assertSame('18.50', $refund->operation?->amount);
        self::assertSame(['2.50', 'too small', 'Anna'], [
            $refund->operation->fee,
            $refund->operation->note,
            $refund->operation->by->name,
        ]);
        $this->assertBooks($t, '52.00', '18.50', ['52.00']);
        self::assertSame(
            'quantity_exceeded',
            $this->manual()->previewRefund($this->fresh($t), new RefundRequest(RequestKey::random(), [new Portion(
                $shirts->id,
                '1.5',
            )]))->refusal,
        );
        self::assertSame(
            'fee_too_high',
            $this->manual()->previewRefund(
                $this->fresh($t),
                new RefundRequest(RequestKey::random(), [], '2.00', '2.00'),
            )->refusal,
        );
    }

    public function testWhatIsRefundedBeforeTheOrderIsClosedLeavesTheRestToCapture(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        self::assertSame('partially_refunded', $this->refund($t, '20.00')->transaction->phase);
        self::assertSame(OutcomeKind::Done, $this->capture($t, '30.00')->kind);
        $this->assertBooks($t, '50.00', '20.00', ['20.00', '30.00']);
        self::assertSame('refunded', $this->refund($t, '30.00')->transaction->phase);
    }

    /** @dataProvider lostAnswers */
    public function testARefundWithoutAnswerIsLookedUpAndNeverSentAgain(string $way, bool $done): void
    {
        $t = $this->captured('50.00');
        $this->twint->fail($way, 'StartOrder', ['nth' => 1]);
        $lost = $this->refund($t, '20.00');
        self::assertSame([OutcomeKind::Unknown, 'captured'], [$lost->kind, $lost->transaction->phase]);
        self::assertContains('attention', $this->world->shop->saidOf($t->orderId));
        self::assertSame(OutcomeKind::Busy, $this->refund($t, '20.00')->kind);
        $this->age();
        $this->sweepUp();
        $this->assertBooks($t, '50.00', $done ? '20.00' : '0.00', ['50.00']);
        self::assertSame($done ? 'partially_refunded' : 'captured', $this->fresh($t)->phase);
        // The payment and one refund.
        self::assertSame(2, $this->twint->calls('StartOrder'));
    }

    /** Its sender froze between the claim and the call, and was found to have sent nothing. */
    public function testARefundThatTwintCarriesOutAfterAllIsBookedThoughItsSenderLostTheClaim(): void
    {
        $t = $this->captured('50.00');
        $frozen = $this->frozenRefund($t, '20.00');
        $this->twintCarriesOut($t, $frozen);
        $this->sweepUp();
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
        self::assertNull($this->world->get(OperationRepository::class)->open($t->id));
    }

    public function testOfARefundThatFitsTheBooksNoMoreTheMerchantIsTold(): void
    {
        $t = $this->captured('50.00');
        $frozen = $this->frozenRefund($t, '20.00');
        self::assertSame('refunded', $this->refund($t, '50.00')->transaction->phase);
        $this->world->get(OperationRepository::class)->finished($frozen->id, Operation::DONE);
        $told = count(array_keys($this->world->shop->saidOf($t->orderId), 'attention', true));
        $this->sweepUp();
        $this->sweepUp();
        self::assertCount($told + 1, array_keys($this->world->shop->saidOf($t->orderId), 'attention', true));
        self::assertSame(['refunded', '50.00'], [$this->fresh($t)->phase, $this->fresh($t)->refunded]);
        self::assertNull($this->world->get(OperationRepository::class)->open($t->id));
    }

    /** What was captured the order itself shows: it is not booked a second time, and keeps nothing else from being done. */
    public function testACaptureThatIsDoneAfterAllIsNotBookedBesideTheOrder(): void
    {
        $t = $this->captured('50.00');
        $operations = $this->world->get(OperationRepository::class);
        $frozen = $this->sent($t, Operation::CAPTURE, '50.00');
        $operations->finished($frozen->id, Operation::REFUSED);
        $operations->noteBooked($frozen->id);
        $operations->finished($frozen->id, Operation::DONE);
        self::assertNull($operations->open($t->id));
        $this->sweepUp();
        self::assertSame(['captured', '50.00'], [$this->fresh($t)->phase, $this->fresh($t)->captured]);
        self::assertSame('refunded', $this->refund($t, '50.00')->transaction->phase);
    }

    private function frozenRefund(Transaction $t, string $amount): Operation
    {
        $frozen = $this->sent($t, Operation::REFUND, $amount);
        $this->age();
        self::assertSame('not_done', $this->findOut($t)->word);

        return $frozen;
    }

    private function sent(Transaction $t, string $kind, string $amount): Operation
    {
        return $this->world->get(OperationRepository::class)->begin($this->fresh($t), new NewOperation(
            RequestKey::random(),
            $kind,
            Initiator::admin('Anna'),
            '',
            $amount,
            reference: Reference::ofRefund($t->reference),
        ));
    }

    private function twintCarriesOut(Transaction $t, Operation $frozen): void
    {
        $order = \Twint\refund(
            $this->world->get(MerchantFactory::class)->for($t),
            (string) $t->twintUuid,
            (string) $frozen->reference,
            $frozen->amount,
        );
        $this->world->get(OperationRepository::class)->finished($frozen->id, Operation::DONE, $order->uuid);
    }

    public function testTwintThatDoesNotAnswerTheSearchLeavesARefundUnknown(): void
    {
        $t = $this->captured('50.00');
        $this->twint->fail('resetAfterProcessing', 'StartOrder', ['nth' => 1]);
        $this->refund($t, '20.00');
        $this->age();
        $this->twint->fail(['fault' => ['element' => 'InvalidOrder']], 'FindOrder');
        self::assertSame(OutcomeKind::Unknown, $this->findOut($t)->kind);
        $this->twint->heal();
        self::assertSame(OutcomeKind::Done, $this->findOut($t)->kind);
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
    }

    public function testARefundThatTwintSettlesLaterIsCountedOnlyThen(): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => ['reversal' => 'settlesLater']]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '20.00')->kind);
        $this->age();
        self::assertSame(OutcomeKind::Unknown, $this->findOut($t)->kind);
        self::assertSame('0.00', $this->fresh($t)->refunded);
        $this->twint->passTime(3);
        $this->sweepUp();
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
        self::assertSame(2, $this->twint->calls('StartOrder'));
    }

    public function testARefundThatTwintWantsConfirmedIsConfirmedEvenAfterALostAnswer(): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => ['reversal' => 'needsConfirmation']]);
        self::assertSame(OutcomeKind::Done, $this->refund($t, '20.00')->kind);
        $this->twint->fail('resetAfterProcessing', 'StartOrder', ['nth' => 1]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '10.00')->kind);
        $this->assertBooks($t, '50.00', '20.00', ['50.00']);
        $this->age();
        $this->sweepUp();
        $this->assertBooks($t, '50.00', '30.00', ['50.00']);
    }

    public function testNoCancellationStaysWithoutAnEndOnceMoneyWasPaidBack(): void
    {
        $this->twint->set(['quirks' => ['partialCaptures' => 'one']]);
        $t = $this->approved('50.00');
        $this->sql("INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, state, intent, actor, created_at)
                VALUES ($t->id, 'cancel', 'sent', 'buyer', 'buyer', UTC_TIMESTAMP(3))");
        $this->capture($t, '20.00');
        self::assertSame('partially_refunded', $this->refund($t, '20.00')->transaction->phase);
        self::assertSame(
            Operation::REFUSED,
            $this->world->get(OperationRepository::class)->latest($t->id, Operation::CANCEL)?->state,
        );
    }

    public function testARefundOfAnImmediatePaymentWorksTheSame(): void
    {
        $this->configure([]);
        $t = $this->begin('50.00');
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('closed', $this->capture($t, '1.00')->word);
        self::assertSame('refunded', $this->refund($t, '50.00')->transaction->phase);
        $this->assertBooks($t, '50.00', '50.00', ['50.00']);
    }

    public function testTwintsNoToARefundIsARefusal(): void
    {
        $t = $this->captured('50.00');
        $this->twint->fail(['fault' => ['element' => 'ReversalError']], 'StartOrder', ['nth' => 1]);
        $refused = $this->refund($t, '20.00');
        self::assertSame(OutcomeKind::Refused, $refused->kind);
        self::assertContains($refused->word, ['declined', 'state_conflict']);
        $this->assertBooks($t, '50.00', '0.00', ['50.00']);
        self::assertSame(OutcomeKind::Done, $this->refund($t, '20.00')->kind);
    }

    // ── cancel ──

    public function testACancellationReleasesTheReservationOnce(): void
    {
        $t = $this->approved('50.00');
        $key = RequestKey::random();
        $done = $this->manual()->cancel($t, $key, 'out of stock', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Done, 'cancelled'], [$done->kind, $done->transaction->phase]);
        self::assertSame(
            OutcomeKind::AlreadyDone,
            $this->manual()->cancel($t, $key, 'out of stock', Initiator::admin('Anna'))->kind,
        );
        self::assertSame(1, $this->twint->calls('CancelOrder'));
        $this->assertBooks($t, '0.00', '0.00', []);
    }

    public function testWhatWasCapturedIsNotCancelledButCanBeRefunded(): void
    {
        $t = $this->approved('50.00');
        $this->capture($t, '20.00');
        self::assertSame(
            'captured',
            $this->manual()->cancel($t, RequestKey::random(), '', Initiator::admin('Anna'))->word,
        );
        self::assertNull($this->manual()->permitted($this->fresh($t))->refund);
        self::assertSame(0, $this->twint->calls('CancelOrder'));
    }

    /** @dataProvider lostAnswers */
    public function testACancellationWithoutAnswerIsFoundOut(string $way, bool $done): void
    {
        $t = $this->approved('50.00');
        $this->twint->fail($way, 'CancelOrder', ['nth' => 1]);
        $this->twint->fail(['html' => 503], 'MonitorOrder');
        $lost = $this->manual()->cancel($t, RequestKey::random(), '', Initiator::admin('Anna'));
        self::assertSame([OutcomeKind::Unknown, 'uncertain'], [$lost->kind, $lost->transaction->phase]);
        $this->twint->heal();
        $this->age();
        $found = $this->findOut($t);
        self::assertSame($done ? 'cancelled' : 'authorised', $found->transaction->phase);
        self::assertNull($this->world->get(OperationRepository::class)->open($t->id));
    }

    /** Where the capture comes before anybody could tell. */
    public function testACancellationOfWhatIsCapturedAfterwardsWasNotCarriedOut(): void
    {
        $t = $this->approved('50.00');
        $this->twint->fail(['fault' => ['element' => 'SystemError', 'processed' => false]], 'CancelOrder');
        self::assertSame('uncertain', $this->payments()->cancel($t, Initiator::admin('Anna'))->phase);
        $this->twint->heal();
        self::assertSame('authorised', $this->payments()->settle($this->fresh($t), Initiator::admin('Anna'))->phase);
        $state = fn(): string => $this->world->get(OperationRepository::class)->latest(
            $t->id,
            Operation::CANCEL,
        )->state;
        self::assertSame(Operation::UNKNOWN, $state());

        $this->capture($t, '20.00');
        self::assertSame(Operation::UNKNOWN, $state(), 'what is left may have been released');
        $this->capture($t, '30.00');
        self::assertSame(Operation::REFUSED, $state());
    }

    // ── one wish, one operation ──

    public function testTheSameFormTwiceMovesMoneyOnce(): void
    {
        $t = $this->approved('50.00');
        $wish = new CaptureRequest(RequestKey::random(), [], '20.00');
        $first = $this->manual()->capture($t, $wish, Initiator::admin('Anna'));
        $again = $this->manual()->capture($t, $wish, Initiator::admin('Bruno'));
        self::assertSame(OutcomeKind::AlreadyDone, $again->kind);
        self::assertSame($first->operation?->id, $again->operation?->id);
        self::assertSame(Operation::DONE, $again->operation?->state);
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);

        $other = $this->approved('10.00');
        self::assertSame('bad_key', $this->manual()->capture($other, $wish, Initiator::admin('Anna'))->word);
        self::assertSame(
            'bad_key',
            $this->manual()->capture($other, new CaptureRequest('short', [], '1.00'), Initiator::admin('Anna'))->word,
        );
    }

    public function testTenProcessesWithOneKeyMoveMoneyOnce(): void
    {
        foreach (['capture' => $this->approved('50.00'), 'refund' => $this->captured('50.00')] as $kind => $t) {
            $this->twint->set(['latencyMs' => 100]);
            $said = $this->processes($kind, $t, array_fill(0, 10, RequestKey::random()), '20.00');
            $this->twint->set(['latencyMs' => 0]);
            self::assertSame(['AlreadyDone' => 9, 'Done' => 1], $said, $kind);
            $kind === 'capture'
                ? $this->assertBooks($t, '20.00', '0.00', ['20.00'])
                : $this->assertBooks($t, '50.00', '20.00', ['50.00']);
        }
    }

    public function testFourAdminsWithFormsOfTheirOwnNeverRefundMoreThanWasCaptured(): void
    {
        $t = $this->captured('50.00');
        $keys = array_map(RequestKey::random(...), range(1, 4));
        $said = $this->processes('refund', $t, $keys, '20.00');
        $done = $said['Done'] ?? 0;
        self::assertContains($done, [1, 2]);
        $this->assertBooks($t, '50.00', sprintf('%d.00', 20 * $done), ['50.00']);
    }

    public function testAnotherWaitsWithASentenceWhileOneIsAtIt(): void
    {
        $t = $this->approved('50.00');
        $claim = $this->world->get(TransactionRepository::class)->claim($t->id);
        $busy = $this->capture($t, '20.00');
        self::assertSame([OutcomeKind::Busy, 'busy'], [$busy->kind, $busy->word]);
        $this->world->get(TransactionRepository::class)->release([$t->id], (string) $claim, 0);
        self::assertSame(OutcomeKind::Done, $this->capture($t, '20.00')->kind);
    }

    // ── crashes ──

    /** @dataProvider crashes */
    public function testAProcessThatDiesInTheMiddleOfARefundIsMadeGood(bool $processed): void
    {
        $t = $this->captured('50.00');
        $this->twint->fail(['neverAnswer' => ['processed' => $processed]], 'StartOrder', ['nth' => 1]);
        $this->killInTheMiddle('refund', $t, '20.00');
        $this->age();
        $this->sweepUp();
        $this->assertBooks($t, '50.00', $processed ? '20.00' : '0.00', ['50.00']);
        self::assertSame(2, $this->twint->calls('StartOrder'));
    }

    /** @dataProvider crashes */
    public function testAProcessThatDiesInTheMiddleOfAClosingCaptureIsMadeGood(bool $processed): void
    {
        $t = $this->approved('50.00');
        $this->twint->fail(['neverAnswer' => ['processed' => $processed]], 'ConfirmOrder', ['nth' => 1]);
        $this->killInTheMiddle('capture', $t, '50.00');
        $this->age();
        $this->sweepUp();
        $this->assertBooks($t, $processed ? '50.00' : '0.00', '0.00', $processed ? ['50.00'] : []);
        self::assertSame($processed ? 'captured' : 'authorised', $this->fresh($t)->phase);
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
    }

    /** @dataProvider crashes */
    public function testAProcessThatDiesInTheMiddleOfAPartIsShownToTheMerchant(bool $processed): void
    {
        $this->twint->set(['quirks' => ['amountsWhenPartial' => 'none']]);
        $t = $this->approved('50.00');
        $this->twint->fail(['neverAnswer' => ['processed' => $processed]], 'ConfirmOrder', ['nth' => 1]);
        $this->killInTheMiddle('capture', $t, '20.00');
        $this->age();
        $this->sweepUp();
        $this->sweepUp();
        self::assertSame('uncertain', $this->fresh($t)->phase);
        self::assertSame(
            ['attention'],
            array_values(array_intersect($this->world->shop->saidOf($t->orderId), ['attention'])),
        );
        $this->manual()->resolve($this->fresh($t), $processed, 'portal', Initiator::admin('Anna'));
        $this->assertBooks($t, $processed ? '20.00' : '0.00', '0.00', $processed ? ['20.00'] : []);
    }

    public static function crashes(): iterable
    {
        yield 'between row and call' => [false];
        yield 'between call and row' => [true];
    }

    public function testWhatTheDatabaseRefusedAfterTwintDidItIsWrittenDownByTheSweep(): void
    {
        $t = $this->approved('50.00');
        $this->sql(
            'CREATE TRIGGER refuse BEFORE INSERT ON xplugin_jtl_twint_event FOR EACH ROW SIGNAL SQLSTATE \'45000\'',
        );
        $outcome = $this->capture($t, '20.00');
        $this->sql('DROP TRIGGER refuse');
        self::assertSame(OutcomeKind::Done, $outcome->kind);
        self::assertSame(['0.00', 'authorised'], [$outcome->transaction->captured, $outcome->transaction->phase]);
        self::assertSame(OutcomeKind::Busy, $this->capture($t, '20.00')->kind);
        $this->age();
        $this->sweepUp();
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
        self::assertSame('partially_captured', $this->fresh($t)->phase);
    }

    public function testAPaymentTheShopRefusedToRecordIsRecordedByTheSweep(): void
    {
        $t = $this->approved('50.00');
        $this->sql("CREATE TRIGGER refuse BEFORE INSERT ON tzahlungseingang FOR EACH ROW SIGNAL SQLSTATE '45000'");
        $this->capture($t, '20.00');
        $this->sql('DROP TRIGGER refuse');
        self::assertSame([], $this->world->shop->paymentsOf($t->orderId));
        $this->sweepUp();
        $this->assertBooks($t, '20.00', '0.00', ['20.00']);
    }

    // ── what is left behind ──

    public function testEveryOperationKeepsItsLastExchangeWithoutSecrets(): void
    {
        $t = $this->captured('50.00');
        $this->refund($t, '20.00');
        foreach ($this->world->get(OperationRepository::class)->ofTransaction($t->id) as $operation) {
            if ($operation->key === null) {
                continue;
            }
            self::assertStringContainsString('RequestElement', (string) $operation->request);
            self::assertStringContainsString((string) $t->twintUuid, (string) $operation->request);
            self::assertStringContainsString('ResponseElement', (string) $operation->answer);
            self::assertNotNull($operation->milliseconds);
        }
    }

    public function testTheTrailSaysWhoDidWhat(): void
    {
        $t = $this->captured('50.00');
        $this->manual()->refund(
            $t,
            new RefundRequest(RequestKey::random(), [], '20.00', null, 'broken'),
            Initiator::admin('Bruno'),
        );
        $events = $this->world->get(EventRepository::class)->ofTransaction($t->id);
        $last = end($events);
        self::assertSame(['part_refunded', 'admin', 'Bruno', 'CHF 20.00 broken'], [
            $last['event'],
            $last['actor'],
            $last['actor_name'],
            $last['message'],
        ]);
    }

    // ── the rows ──

    public function testTheRowsOfAnOrderSumUpToWhatWasCharged(): void
    {
        $id = (int) $this->world->shop->newOrder('22.65')->kBestellung;
        $this->sql('UPDATE tbestellung SET fWaehrungsFaktor = 0.95, fGuthaben = -5');
        $order = $this->world->shop->load($id);
        self::assertNotNull($order);
        $this->world->shop->emptyCart($id);
        $this->world->shop->addRow($id, C_WARENKORBPOS_TYP_ARTIKEL, 'shirt', 8.37, 8.1, 3);
        $this->world->shop->addRow($id, 5, 'surcharge', 0.9, 8.1, 1);
        $this->world->shop->addRow($id, 5, 'discount', -0.45, 8.1, 1);
        $positions = $this->world->get(ManualOperations::class)->positions($this->payments()->begin($order, 'ger'));
        $rows = array_map(static fn($position): array => [$position->kind->value, $position->gross], $positions);
        self::assertSame(
            [
                ['product', '25.79'],
                ['surcharge', '0.92'],
                ['discount', '-0.46'],
                ['credit', '-4.75'],
                ['rounding', '0.02'],
            ],
            $rows,
        );
        // 22.65 of the shop's currency are 21.52 francs.
        self::assertSame('21.52', number_format(array_sum(array_column($rows, 1)), 2));
    }
}
