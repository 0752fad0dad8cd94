<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/**
 * A process of its own is killed in the middle of what it does, at each point where something was or will be written and
 * in the middle of each call of TWINT. Afterwards sweeps run, and the books of TWINT and the shop must agree.
 */
final class CrashTest extends PaymentTestCase
{
    public function testKilledAnywhereInAStartTheOrderEndsUnpaidWithItsStockOnce(): void
    {
        $this->killedAtEachPoint('begin', $this->order(...), function (int $orderId): void {
            $this->assertOver($orderId);
        });
    }

    public function testKilledAnywhereInAStartTheBuyerReloadsAndPaysOnce(): void
    {
        $this->killedAtEachPoint('begin', $this->order(...), function (int $orderId): void {
            $this->sweep();
            $t = $this->payments()->begin($this->world->shop->load($orderId), 'ger');
            $this->twint->approve($t->pairingToken);
            $this->payments()->settle($t, Initiator::buyer());
            $this->assertPaid($orderId);
        });
    }

    public function testKilledAnywhereInASettlementTheMoneyIsTakenAndRecordedOnce(): void
    {
        $this->killedAtEachPoint('settle', fn(): int => $this->approved()->id, function (int $id): void {
            $this->assertPaid($this->orderOf($id));
        });
    }

    public function testKilledAnywhereInACancellationNothingIsTakenAndTheStockComesBackOnce(): void
    {
        $this->killedAtEachPoint('cancel', fn(): int => $this->begin()->id, function (int $id): void {
            $this->assertOver($this->orderOf($id));
        });
    }

    public function testKilledAnywhereInASweepTheNextOneDoesTheRest(): void
    {
        $paid = $late = $refused = null;
        $this->killedAtEachPoint(
            'sweep',
            function () use (&$paid, &$late, &$refused): int {
                [$paid, $late, $refused] = [$this->approved(), $this->begin(), $this->begin()];
                $this->passTime($late);
                $this->twint->decline($refused->pairingToken);
                $this->payments()->settle($refused, Initiator::buyer());
                $this->makeDue();

                return 0;
            },
            function () use (&$paid, &$late, &$refused): void {
                $this->assertPaid($paid->orderId);
                $this->assertOver($late->orderId);
                $this->assertOver($refused->orderId);
            },
        );
    }

    /** @dataProvider calls */
    public function testKilledWhileTwintIsAtWorkTheBooksAgree(string $verb, string $operation, bool $processed): void
    {
        $id = match ($verb) {
            'begin' => $this->order(),
            'settle' => $this->approved()->id,
            'cancel', 'sweep' => $this->begin()->id,
        };
        if ($verb === 'sweep') {
            $this->passTime($this->attempt($id));
        }
        $this->twint->fail(['neverAnswer' => ['processed' => $processed]], $operation);
        $this->killedWhileTwintIsAtWork($verb, $id);
        if ($verb === 'settle') {
            $this->assertPaid($this->orderOf($id));
        } else {
            $this->assertOver($verb === 'begin' ? $id : $this->orderOf($id));
        }
    }

    public function testACaptureThatAKillCutOffIsNotLeftOpenWhenTheReservationRunsOut(): void
    {
        $t = $this->approved();
        $this->twint->fail(['neverAnswer' => ['processed' => false]], 'ConfirmOrder');
        $this->killedWhileTwintIsAtWork('settle', $t->id);
        $this->twint->set(['quirks' => ['confirmationWindowMs' => 1000]]);
        $this->twint->advance(2000);
        $this->assertOver($t->orderId);
    }

    public function testACancellationThatAKillCutOffIsNotLeftOpenWhenTheBuyerApproved(): void
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->fail(['neverAnswer' => ['processed' => false]], 'CancelOrder');
        $this->killedWhileTwintIsAtWork('cancel', $t->id);
        $this->twint->approve($t->pairingToken);
        $this->sweep();
        self::assertSame(['sent'], $this->cancellationsOf($t), 'TWINT may still be at it');
        $this->sql('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 2 MINUTE');
        $this->sweep();
        self::assertSame('authorised', $this->fresh($t)->phase);
        self::assertSame(['refused'], $this->cancellationsOf($t));
    }

    /** @return list<string> the states */
    private function cancellationsOf(Transaction $t): array
    {
        $operations = $this->world->get(OperationRepository::class)->ofTransaction($t->id);
        $cancellations = array_filter($operations, static fn(Operation $o): bool => $o->kind === Operation::CANCEL);

        return array_values(array_map(static fn(Operation $o): string => $o->state, $cancellations));
    }

    private function killedWhileTwintIsAtWork(string $verb, int $id): void
    {
        [$process, $output] = TestProcess::start($verb, $id);
        $this->twint->awaitStrike();
        proc_terminate($process, SIGKILL);
        stream_get_contents($output);
        proc_close($process);
        $this->twint->heal();
    }

    /** @return iterable<string, array{string, string, bool}> */
    public static function calls(): iterable
    {
        foreach ([
            'begin' => ['EnrollCashRegister', 'StartOrder'],
            'settle' => ['MonitorOrder', 'ConfirmOrder'],
            'cancel' => ['MonitorOrder', 'CancelOrder'],
            'sweep' => ['MonitorOrder', 'CancelOrder'],
        ] as $verb => $operations) {
            foreach ($operations as $operation) {
                yield "$verb, $operation not carried out" => [$verb, $operation, false];
                yield "$verb, $operation carried out" => [$verb, $operation, true];
            }
        }
    }

    private function order(): int
    {
        return (int) $this->world->shop->newOrder()->kBestellung;
    }

    private function approved(): Transaction
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);

        return $t;
    }

    private function attempt(int $id): Transaction
    {
        return $this->world->get(TransactionRepository::class)->get($id);
    }

    private function orderOf(int $id): int
    {
        return $this->attempt($id)->orderId;
    }

    private function assertPaid(int $orderId): void
    {
        // The first finishes what was begun in the shop, the second goes on at TWINT.
        $this->sweep();
        $this->sweep();
        $attempts = $this->world->get(TransactionRepository::class)->ofOrder($orderId);
        $this->assertPaidOnce($attempts[count($attempts) - 1]);
        self::assertLessThanOrEqual(
            1,
            count(array_keys($this->world->shop->saidOf($orderId), 'paymentReceived', true)),
        );
        $this->assertBooksAgree($orderId, '42.00');
    }

    /** The buyer is gone, and all times are over. */
    private function assertOver(int $orderId): void
    {
        $this->sql("UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 2 HOUR WHERE kBestellung = $orderId");
        $this->sweep();
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE order_id = $orderId",
        );
        $this->sweep();
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($orderId), 'the order is cancelled');
        self::assertSame('Y', $this->world->shop->fetched($orderId), 'what held it is gone');
        self::assertSame(10, $this->world->shop->stockOf($orderId), 'stock');
        self::assertSame(1, $this->world->shop->creditsOf($orderId), 'credit');
        self::assertSame([], $this->world->shop->paymentsOf($orderId));
        $this->assertBooksAgree($orderId, null);
    }

    /** TWINT's books, our rows and the shop's incoming payments. */
    private function assertBooksAgree(int $orderId, ?string $taken): void
    {
        $captured = [];
        foreach ($this->world->get(TransactionRepository::class)->ofOrder($orderId) as $t) {
            self::assertSame([false, []], [$t->isOpen(), $t->duties], $t->reference);
            $orders = $this->twint->orders($t->reference);
            self::assertLessThanOrEqual(1, count($orders), 'a start is never sent twice');
            self::assertSame($t->captured, $orders[0]['captured'] ?? '0.00', $t->reference);
            self::assertSame('0.00', $orders[0]['reserved'] ?? '0.00', $t->reference);
            self::assertNotSame('IN_PROGRESS', $orders[0]['status'] ?? '', $t->reference);
            if ($t->captured !== '0.00') {
                $captured[] = $t->captured;
            }
            $undecided = $this->world->pdo->query(
                "SELECT COUNT(*) FROM xplugin_jtl_twint_operation WHERE transaction_id = $t->id AND state IN ('sent', 'unknown')",
            );
            self::assertSame('0', (string) $undecided->fetchColumn(), 'every call is accounted for');
        }
        self::assertSame($taken === null ? [] : [$taken], $captured);
        self::assertSame($captured, $this->world->shop->paymentsOf($orderId));
    }
}
