<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Checkout\Attempts;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Reconciliation\Comparison;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Plugin\jtl_twint\src\Reconciliation\Record;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Twint\BuyersTurn;
use Twint\Holding;
use Twint\ReconciliationFinding;
use Twint\Resumption;
use Twint\TwintException;

final class ReconciliationTest extends TestCase
{
    private Twint $twint;
    private World $world;
    private PaymentService $payments;

    protected function setUp(): void
    {
        $this->twint = new Twint();
        $this->twint->reset();
        $this->world = World::fresh($this->twint);
        $this->payments = $this->world->get(PaymentService::class);
    }

    // ── the comparison ──

    public function testAPaymentIsNotTakenForItsRefundNorOneForTwo(): void
    {
        $payment = new Record('R-1', 'a', false, '42.00', 'CHF', Holding::Moved, '');
        $refund = new Record('R-1', 'b', true, '42.00', 'CHF', Holding::Moved, '');
        $again = new Record('R-1', 'c', false, '42.00', 'CHF', Holding::Moved, '');
        $comparison = Comparison::of([$payment, $refund, $again], [$payment]);
        self::assertSame(1, $comparison->matched);
        self::assertCount(2, $comparison->differences);
        foreach ($comparison->differences as $difference) {
            self::assertSame(ReconciliationFinding::UnknownHere, $difference->finding);
        }
    }

    public function testARowWhoseUuidWasNeverLearntIsMatchedByItsReference(): void
    {
        $comparison = Comparison::of([new Record('R-1', 'a', false, '42.00', 'CHF', Holding::Moved, '')], [new Record(
            'R-1',
            null,
            false,
            '42.00',
            'CHF',
            Holding::Unclear,
            '',
            7,
        )]);
        self::assertSame(ReconciliationFinding::PaidThereOpenHere, $comparison->differences[0]->finding);
        self::assertSame(7, $comparison->differences[0]->here?->transactionId);
    }

    // ── with TWINT ──

    public function testWhatAgreesAgrees(): void
    {
        $this->paid();
        $refunded = $this->paid();
        $this->world->get(ManualOperations::class)->refund(
            $refunded,
            new RefundRequest(RequestKey::random(), [], '10.00'),
            Initiator::admin('somebody'),
        );
        $this->declined();
        $report = $this->reconcile();
        self::assertSame([], $report['differences']);
        self::assertSame(4, $report['matched']);
    }

    public function testAPaymentThatWasTakenWhileItWasGivenUpHereIsFoundAndSettled(): void
    {
        $t = $this->paid();
        $this->forge($t, "phase = 'cancelled', captured = 0, closed = 0, payment_recorded = 0");
        $this->world->pdo->exec('DELETE FROM tzahlungseingang');
        $report = $this->reconcile();
        self::assertSame('paid_there_open_here', $report['differences'][0]['finding']);
        self::assertSame($t->id, $report['differences'][0]['transaction']);
        self::assertSame(1, $report['alarms']);

        $after = $this->world->get(PaymentService::class)->recheck(
            $this->fresh($t),
            Initiator::admin('somebody'),
        )->transaction;
        self::assertSame('captured', $after->phase);
        self::assertSame(['42.00'], $this->world->shop->paymentsOf($t->orderId));
        self::assertSame('42.00', $this->twint->order($t->twintUuid)['captured']);
        self::assertSame([], $this->reconcile()['differences']);
    }

    public function testAnOrderShowsTheOlderAttemptThatIsFoundPaidAndNotTheNewerThatFailed(): void
    {
        [$old, $new] = $this->twoAttempts();
        $this->twint->decline($new->pairingToken);
        $this->payments->settle($new, Initiator::cron());
        self::assertSame(BuyersTurn::TryAgain, $this->payments->buyersTurn($old->orderId));
        $this->twint->approve($old->pairingToken);

        $rechecked = $this->payments->recheck($this->fresh($old), Initiator::admin('somebody'));
        self::assertSame(['captured', []], [$rechecked->transaction->phase, $rechecked->transaction->duties]);
        self::assertSame(3, $this->world->shop->status($old->orderId));
        self::assertSame(BuyersTurn::Paid, $this->payments->buyersTurn($old->orderId));
        self::assertFalse($this->payments->canRetry($this->fresh($new)));
        self::assertSame($old->id, $this->payments->retry($this->fresh($new))->id);
        self::assertSame($old->id, $this->world->get(Attempts::class)->another($this->fresh($new))?->id);
    }

    /** @dataProvider othersThatPay */
    public function testAReservationForAnOrderThatAnotherAttemptPaysIsReleased(bool $isPaid): void
    {
        [$old, $new] = $this->twoAttempts();
        if ($isPaid) {
            $this->twint->approve($new->pairingToken);
            $this->payments->settle($new, Initiator::cron());
        }
        $this->twint->approve($old->pairingToken);
        $phase = $this->fresh($new)->phase;

        $rechecked = $this->payments->recheck($this->fresh($old), Initiator::admin('somebody'));
        self::assertSame(['cancelled', Resumption::Release], [$rechecked->transaction->phase, $rechecked->resumption]);
        $there = $this->twint->order($old->twintUuid);
        self::assertSame(['FAILURE', '0.00', '0.00'], [$there['status'], $there['captured'], $there['reserved']]);
        self::assertSame($phase, $this->fresh($new)->phase);
        self::assertSame($isPaid ? ['42.00'] : [], $this->world->shop->paymentsOf($old->orderId));
        self::assertSame([], array_column($this->reconcile()['differences'], 'finding'));
        self::assertSame(
            Resumption::Leave,
            $this->payments->recheck($this->fresh($old), Initiator::admin('eva'))->resumption,
        );
        self::assertSame(1, $this->twint->calls('CancelOrder'));
    }

    public static function othersThatPay(): iterable
    {
        yield 'paid' => [true];
        yield 'being paid' => [false];
    }

    public function testAReservationForAnOrderThatIsCancelledIsReleased(): void
    {
        $t = $this->payments->begin($this->world->shop->newOrder(), 'ger');
        $this->forge($t, "phase = 'cancelled', open_order_id = NULL");
        $this->twint->approve($t->pairingToken);
        $this->world->pdo->exec("UPDATE tbestellung SET cStatus = '-1'");
        $rechecked = $this->payments->recheck($this->fresh($t), Initiator::admin('somebody'));
        self::assertSame(['cancelled', Resumption::Release], [$rechecked->transaction->phase, $rechecked->resumption]);
        self::assertSame('0.00', $this->twint->order($t->twintUuid)['reserved']);
        self::assertSame([], $this->world->shop->paymentsOf($t->orderId));
    }

    public function testAReleaseWhoseAnswerWasLostIsLookedAtAndNotBelieved(): void
    {
        [$old] = $this->twoAttempts();
        $this->twint->approve($old->pairingToken);
        $this->twint->fail('resetAfterRequest', 'CancelOrder');
        $this->payments->recheck($this->fresh($old), Initiator::admin('eva'));
        self::assertSame('cancelled', $this->fresh($old)->phase);
        self::assertSame('42.00', $this->twint->order($old->twintUuid)['reserved']);
        self::assertSame(['paid_there_open_here'], array_column($this->reconcile()['differences'], 'finding'));
        $this->twint->heal();
        $this->world->pdo->exec('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 1 HOUR');
        $this->payments->recheck($this->fresh($old), Initiator::admin('eva'));
        self::assertSame('0.00', $this->twint->order($old->twintUuid)['reserved']);
    }

    /** A process that died in the release leaves it so. */
    public function testTheSweepFindsOutWhatBecameOfAReleaseWithoutAnEnd(): void
    {
        [$old] = $this->twoAttempts();
        $this->twint->approve($old->pairingToken);
        $this->twint->fail('resetAfterRequest', 'CancelOrder');
        $this->payments->recheck($this->fresh($old), Initiator::admin('eva'));
        $this->twint->heal();
        foreach (['released', 'seen to be released'] as $_) {
            $this->world->pdo->exec('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 1 HOUR');
            self::assertNull($this->world->get(Sweep::class)->run()->trouble);
            self::assertSame('0.00', $this->twint->order($old->twintUuid)['reserved']);
        }
        $operations = $this->world->get(OperationRepository::class)->ofTransaction($old->id);
        self::assertSame([], array_filter($operations, static fn($operation): bool => $operation->hasNoKnownOutcome()));
    }

    public function testWhatTwintCapturedForAnOrderThatAnotherAttemptPaidStaysAnAlarm(): void
    {
        [$old, $new] = $this->twoAttempts();
        foreach ([$new, $old] as $attempt) {
            $this->twint->approve($attempt->pairingToken);
        }
        $this->payments->settle($new, Initiator::cron());
        \Twint\capture(
            $this->world->get(MerchantFactory::class)->of(new AccessKey(AccessKey::FIRST, 'testing')),
            (string) $old->twintUuid,
            '42.00',
        );

        foreach ([1, 2] as $_) {
            $rechecked = $this->payments->recheck($this->fresh($old), Initiator::admin('somebody'));
            self::assertSame(['cancelled', Resumption::Refund], [
                $rechecked->transaction->phase,
                $rechecked->resumption,
            ]);
            self::assertSame(['42.00'], $this->world->shop->paymentsOf($old->orderId));
        }
        $report = $this->reconcile();
        self::assertSame(['paid_there_open_here'], array_column($report['differences'], 'finding'));
        self::assertSame(1, $report['alarms']);
    }

    /** @return array{Transaction, Transaction} of one order: over here but open at TWINT, as in a backup that was restored; and begun after it */
    private function twoAttempts(): array
    {
        $old = $this->payments->begin($this->world->shop->newOrder(), 'ger');
        $this->forge($old, "phase = 'cancelled', open_order_id = NULL");
        $new = $this->payments->retry($this->fresh($old));
        self::assertNotSame($old->id, $new->id);

        return [$old, $new];
    }

    public function testAnAttemptThatEndedOnBothSidesStaysEndedWhenItIsLookedAtAgain(): void
    {
        $t = $this->declined();
        $status = $this->world->shop->status($t->orderId);
        $after = $this->world->get(PaymentService::class)->recheck($t, Initiator::admin('somebody'))->transaction;
        self::assertSame($t->phase, $after->phase);
        self::assertSame($status, $this->world->shop->status($t->orderId));
    }

    public function testAnotherAmountAndAnOrderThatTwintDoesNotKnowAreFound(): void
    {
        $dearer = $this->paid();
        $this->forge($dearer, 'amount = 43.00');
        $unknown = $this->paid();
        $this->forge($unknown, "twint_uuid = '99999999-0000-4000-8000-000000000000', reference = 'elsewhere-1'");
        $findings = array_column($this->reconcile()['differences'], 'finding');
        sort($findings);
        // TWINT's side of the one that was forged is nobody's now.
        self::assertSame(['amount_differs', 'unknown_here', 'unknown_there'], $findings);
    }

    public function testARefundInThePortalIsShownButDoesNotAlarm(): void
    {
        $t = $this->paid();
        $this->world->get(ManualOperations::class)->refund(
            $t,
            new RefundRequest(RequestKey::random(), [], '10.00'),
            Initiator::admin('somebody'),
        );
        $this->world->pdo->exec("DELETE FROM xplugin_jtl_twint_operation WHERE kind = 'refund'");
        $report = $this->reconcile();
        self::assertSame(['unknown_here'], array_column($report['differences'], 'finding'));
        self::assertTrue($report['differences'][0]['refund']);
        self::assertSame(0, $report['alarms']);
    }

    public function testWhatIsBeingPaidJustNowIsLeftAlone(): void
    {
        $this->forge($this->paid(), "phase = 'pending', captured = 0, closed = 0");
        $reconciliation = $this->world->get(Reconciliation::class);
        $now = new \DateTimeImmutable();
        $reconciliation->run($now->modify('yesterday'), $now->modify('tomorrow'), $now);
        self::assertSame([], $reconciliation->latest()['differences'] ?? null);
    }

    public function testWithoutTwintTheFormerResultStays(): void
    {
        $this->paid();
        $before = $this->reconcile();
        $this->twint->down();
        try {
            $this->reconcile();
            self::fail('TWINT was away.');
        } catch (TwintException) {
            self::assertSame($before, $this->world->get(Reconciliation::class)->latest());
        } finally {
            $this->twint->up();
        }
    }

    public function testTheSweepReconcilesOnceANight(): void
    {
        $this->paid();
        $asked = [];
        foreach (['tomorrow 02:59', 'tomorrow 03:00', 'tomorrow 03:01', 'tomorrow 23:59'] as $time) {
            $this->world->get(Sweep::class)->run(now: new \DateTimeImmutable($time));
            $asked[] = $this->twint->calls('FindOrder');
        }
        self::assertSame(0, $asked[0]);
        self::assertGreaterThan(0, $asked[1]);
        self::assertSame([$asked[1], $asked[1]], [$asked[2], $asked[3]]);
        $latest = $this->world->get(Reconciliation::class)->latest() ?? [];
        self::assertSame([date('Y-m-d'), 1], [$latest['to'] ?? null, $latest['matched'] ?? null]);
    }

    private function paid(): Transaction
    {
        $payments = $this->world->get(PaymentService::class);
        $t = $payments->begin($this->world->shop->newOrder(), 'ger');
        $this->twint->approve($t->pairingToken);

        return $payments->settle($t, Initiator::cron());
    }

    private function declined(): Transaction
    {
        $payments = $this->world->get(PaymentService::class);
        $t = $payments->begin($this->world->shop->newOrder(), 'ger');
        $this->twint->decline($t->pairingToken);

        return $payments->settle($t, Initiator::cron());
    }

    private function fresh(Transaction $t): Transaction
    {
        return $this->world->get(TransactionRepository::class)->get($t->id);
    }

    private function forge(Transaction $t, string $set): void
    {
        $this->world->pdo->exec("UPDATE xplugin_jtl_twint_transaction SET $set WHERE id = $t->id");
    }

    /** @return array<array-key, mixed> */
    private function reconcile(): array
    {
        $reconciliation = $this->world->get(Reconciliation::class);
        // What is younger than ten minutes is not compared.
        $later = new \DateTimeImmutable('+11 minutes');
        $reconciliation->run(new \DateTimeImmutable('yesterday'), new \DateTimeImmutable('tomorrow +1 day'), $later);

        return $reconciliation->latest() ?? [];
    }
}
