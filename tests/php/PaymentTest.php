<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\SecretBox;

final class PaymentTest extends PaymentTestCase
{
    public function testAnOutcomeThatIsKnownIsNotForgottenByWhoeverLostTheAnswer(): void
    {
        $operations = $this->world->get(OperationRepository::class);
        $id = $operations->sent($this->begin(), Operation::CANCEL, Initiator::cron());
        $operations->finished($id, Operation::DONE);
        $operations->finished($id, Operation::UNKNOWN, message: 'came back late');
        self::assertSame(Operation::DONE, $operations->get($id)->state);
        $operations->finished($id, Operation::REFUSED);
        self::assertSame(Operation::DONE, $operations->get($id)->state);
    }

    public function testAStartedAttemptHasDigitsAndIsReturnedAgain(): void
    {
        $order = $this->world->shop->newOrder();
        $t = $this->payments()->begin($order, 'ger');
        self::assertSame('pending', $t->phase);
        self::assertMatchesRegularExpression('/^\d{5}$/', (string) $t->pairingToken);
        self::assertSame($t->id, $this->payments()->begin($order, 'ger')->id);
        self::assertSame(1, $this->twint->calls('StartOrder'));
    }

    public function testAnApprovedPaymentIsCapturedAndRecordedOnce(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->payments()->settle($t, Initiator::buyer());
        $this->assertPaidOnce($this->payments()->settle($this->fresh($t), Initiator::cron()));
        self::assertSame(['paymentReceived'], $this->world->shop->saidOf($t->orderId));
    }

    public function testADeclinedPaymentCanBeTriedAgainUnderAnotherReference(): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertFalse($t->isOpen());
        $this->assertNothingTaken($t);
        self::assertTrue($this->payments()->canRetry($t));
        $second = $this->payments()->retry($t);
        self::assertSame(2, $second->attempt);
        self::assertNotSame($t->reference, $second->reference);
        $this->twint->approve($second->pairingToken);
        $this->assertPaidOnce($this->payments()->settle($second, Initiator::buyer()));
    }

    public function testABuyerCancelsAndTheOrderStaysPayable(): void
    {
        $t = $this->payments()->cancel($this->begin(), Initiator::buyer());
        self::assertSame('cancelled', $t->phase);
        $this->assertNothingTaken($t);
        self::assertSame(1, $this->world->shop->status($t->orderId));
        self::assertTrue($this->payments()->canRetry($t));
    }

    public function testABuyerWhoCancelsAfterApprovingHasPaid(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->assertPaidOnce($this->payments()->cancel($t, Initiator::buyer()));
    }

    public function testATimeoutCancelsAtTwintAndTheOrderOnlyWhenTheTimeToTryAgainIsOverToo(): void
    {
        $t = $this->begin();
        $this->passTime($t);
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        $this->payments()->settle($t, Initiator::cron());
        self::assertSame('cancelled', $t->phase);
        $this->assertNothingTaken($t);
        self::assertSame([1, 9], [$this->world->shop->status($t->orderId), $this->world->shop->stockOf($t->orderId)]);
        self::assertTrue($this->payments()->canRetry($t));
        $this->makeDue();
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
        self::assertSame('FAILURE', $this->twint->order($t->twintUuid)['status']);
    }

    public function testATimeoutWithTwintDownCancelsNothing(): void
    {
        $t = $this->begin();
        $this->passTime($t);
        $this->twint->down();
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        $this->twint->up();
        self::assertSame('uncertain', $t->phase);
        self::assertSame(9, $this->world->shop->stockOf($t->orderId));
        self::assertSame(1, $this->world->shop->status($t->orderId));
    }

    public function testTwintDownAtTheStartLeavesAFailedAttemptThatCanBeRetried(): void
    {
        $this->twint->down();
        $t = $this->begin();
        $this->twint->up();
        self::assertSame('failed', $t->phase);
        self::assertTrue($this->payments()->canRetry($t));
        self::assertSame('pending', $this->payments()->retry($t)->phase);
    }

    public function testALostStartThatTwintHasIsFoundAndCancelledForNobodyKnowsItsDigits(): void
    {
        $this->twint->fail('resetAfterProcessing', 'StartOrder', ['nth' => 1]);
        $t = $this->begin();
        self::assertSame('uncertain', $t->phase);
        $t = $this->payments()->settle($t, Initiator::cron());
        self::assertFalse($t->isOpen());
        $this->assertNothingTaken($t);
        self::assertSame(1, $this->twint->calls('StartOrder'));
    }

    public function testALostStartThatNeverReachedTwintIsFailed(): void
    {
        $this->twint->fail('resetAfterRequest', 'StartOrder', ['nth' => 1]);
        $t = $this->begin();
        self::assertSame('uncertain', $t->phase);
        $t = $this->payments()->settle($t, Initiator::cron());
        self::assertSame('failed', $t->phase);
        self::assertTrue($this->payments()->canRetry($t));
    }

    /** After a backup was restored order numbers come again. */
    public function testALostStartIsNotPaidByAnOlderOrderOfTheSameReference(): void
    {
        $older = $this->begin();
        $this->twint->approve($older->pairingToken);
        $older = $this->payments()->settle($older, Initiator::buyer());
        self::assertSame('captured', $older->phase);
        $this->twint->fail('resetAfterRequest', 'StartOrder', ['nth' => 1]);
        $t = $this->begin();
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET reference = 'gone', twint_uuid = NULL WHERE id = $older->id");
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET reference = '$older->reference', created_at = created_at + INTERVAL 1 DAY
            WHERE id = $t->id");
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame(['uncertain', 'older_order', '0.00'], [$t->phase, $t->reason, $t->captured]);
    }

    public function testTwintDownAtTheCaptureEndsPaidOnceAfterwards(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->twint->fail('refuseConnection', 'ConfirmOrder');
        $this->twint->fail(['html' => 503], 'ConfirmOrder');
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame([], $this->world->shop->paymentsOf($t->orderId));
        self::assertNotSame('N', $this->world->shop->fetched($t->orderId));
        $this->twint->heal();
        $this->assertPaidOnce($this->payments()->settle($t, Initiator::cron()));
    }

    /** @dataProvider waysToAsk */
    public function testAPaymentThatWasTakenIsNeverGivenUpBecauseTwintRefusesToSpeakOfIt(
        string $way,
        string $fault,
    ): void {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $refusal = ['fault' => ['element' => $fault]];
        $this->twint->fail('resetAfterProcessing', 'ConfirmOrder');
        foreach ([2, 3, 4] as $reading) {
            $this->twint->fail($refusal, 'MonitorOrder', ['nth' => $reading]);
        }
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('uncertain', $t->phase);
        self::assertSame('42.00', $this->twint->captured());

        $this->twint->heal();
        $this->twint->fail($refusal, 'MonitorOrder');
        $this->twint->fail(['html' => 503], 'FindOrder');
        for ($round = 0; $round < 3; $round++) {
            $this->ask($way, $t);
            self::assertSame('uncertain', $this->fresh($t)->phase, "round $round");
        }
        $this->twint->heal();
        $this->ask($way, $t);
        $this->assertPaidOnce($this->fresh($t));
    }

    /** @dataProvider waysToAsk */
    public function testAnOrderThatMonitorOrderDoesNotKnowIsLookedUp(string $way, string $fault): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->twint->fail(['fault' => ['element' => $fault]], 'MonitorOrder');
        $this->ask($way, $t);
        $this->assertPaidOnce($this->fresh($t));
    }

    public function testAnOrderTwintHasLostAltogetherStaysUncertain(): void
    {
        $t = $this->begin();
        $uuid = '84760185-a1ad-49a7-b521-cb4b09a006d4';
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET twint_uuid = '$uuid', reference = 'nobody' WHERE id = $t->id",
        );
        for ($round = 0; $round < 3; $round++) {
            $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
            self::assertSame('uncertain', $t->phase, "round $round");
        }
    }

    private function ask(string $way, Transaction $t): void
    {
        if ($way === 'settle') {
            $this->payments()->settle($this->fresh($t), Initiator::cron());

            return;
        }
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND');
        $this->world->get(Sweep::class)->run();
    }

    /** @return iterable<array{string, string}> */
    public static function waysToAsk(): iterable
    {
        foreach (['settle', 'sweep'] as $way) {
            foreach (['InvalidOrder', 'PairingError'] as $fault) {
                yield "$way, $fault" => [$way, $fault];
            }
        }
    }

    public function testEightProcessesRecordOnePayment(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->together(array_fill(0, 8, ['settle', $t->id]));
        $this->assertPaidOnce($this->fresh($t));
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
    }

    public function testOfEightTabsOneAsks(): void
    {
        $t = $this->begin();
        $this->makeDue();
        $before = $this->twint->calls('MonitorOrder');
        // Longer than it takes the last of them to come, however slow this machine is.
        putenv(TestProcess::SETTINGS . '=' . json_encode(['poll_interval' => '30'], JSON_THROW_ON_ERROR));
        $this->together(array_fill(0, 8, ['settleIfDue', $t->id]));
        putenv(TestProcess::SETTINGS);
        self::assertSame($before + 1, $this->twint->calls('MonitorOrder'));
        $this->payments()->settleIfDue($this->fresh($t), Initiator::buyer());
        self::assertSame($before + 1, $this->twint->calls('MonitorOrder'), 'not due again yet');
        $this->makeDue();
        $this->payments()->settleIfDue($this->fresh($t), Initiator::buyer());
        self::assertSame($before + 2, $this->twint->calls('MonitorOrder'));
    }

    public function testOnlyOneHoldsAClaim(): void
    {
        $repository = $this->world->get(TransactionRepository::class);
        $t = $this->begin();
        $claim = $repository->claim($t->id);
        self::assertNotNull($claim);
        self::assertNull($repository->claim($t->id));
        $repository->release([$t->id], (string) $claim, 0);
        self::assertNotNull($repository->claim($t->id));
    }

    public function testASweepAsksAboutEachOf1000PendingOrdersOnceHoweverLongItTakes(): void
    {
        $first = $this->begin();
        $columns = 'order_number, attempt, capture_mode, environment, store_uuid, amount, language, customer_id, created_at, updated_at, expires_at, duties';
        $merchant = $this->world->get(\Plugin\jtl_twint\src\Settings\MerchantFactory::class)->of(
            new AccessKey(AccessKey::FIRST, 'testing'),
        );
        $insert = $this->world->pdo->prepare(
            "INSERT INTO xplugin_jtl_twint_transaction ($columns, order_id, open_order_id, reference, token, twint_uuid, phase, pairing_token, next_poll_at)
            SELECT $columns, :o1, :o2, :r, :t, :u, 'pending', :p, UTC_TIMESTAMP(3) FROM xplugin_jtl_twint_transaction WHERE id = $first->id",
        );
        for ($n = 1; $n < 1000; $n++) {
            $order = \Twint\payment_init($merchant, "S-$n", '42.00');
            $insert->execute([
                'o1' => 100_000 + $n,
                'o2' => 100_000 + $n,
                'r' => "S-$n",
                't' => str_pad((string) $n, 43, 'x'),
                'u' => $order->uuid,
                'p' => $order->pairingToken,
            ]);
        }
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND');
        $this->twint->set(['latencyMs' => 140]);
        $report = $this->world->get(Sweep::class)->run();
        self::assertTrue($report->complete, 'within its own time');
        self::assertSame(1000, $report->asked, 'each order once');
        $left = $this->world
            ->pdo
            ->query('SELECT COUNT(*) FROM xplugin_jtl_twint_transaction WHERE polls = 0')
            ->fetchColumn();
        self::assertSame('0', (string) $left);
    }

    public function testASecretComesBackOnlyUnderItsKeyAndUntouched(): void
    {
        foreach ([true, false] as $sodium) {
            $box = new SecretBox(new KeyRing('key'), $sodium);
            $sealed = $box->seal("a\0secret", 'name');
            self::assertSame("a\0secret", $box->open($sealed, 'name'));
            self::assertNull($box->open($sealed, 'other'));
            self::assertNull((new SecretBox(new KeyRing('another')))->open($sealed, 'name'));
            for ($at = 0; $at < strlen($sealed); $at++) {
                $bad = $sealed;
                $bad[$at] = chr(ord($bad[$at]) ^ 4);
                self::assertNull($box->open($bad, 'name'));
            }
        }
    }
}
