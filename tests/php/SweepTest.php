<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Cron\FailingItems;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;

/** What happens to payments that nobody watches. */
final class SweepTest extends PaymentTestCase
{
    /** @return list<Transaction> */
    private function several(int $number): array
    {
        $all = [];
        for ($n = 0; $n < $number; $n++) {
            $all[] = $this->begin();
        }

        return $all;
    }

    public function testWhatExpiredIsCancelledAtTwintThenInTheShopWithItsStockOnce(): void
    {
        $all = $this->several(40);
        array_map($this->passTime(...), $all);
        $report = $this->sweep();
        self::assertSame([40, 40, 0], [$report->asked, $report->changed, $report->unanswered]);
        $this->sweep();
        foreach ($all as $t) {
            $t = $this->fresh($t);
            self::assertSame(['cancelled', 'timeout', []], [$t->phase, $t->reason, $t->duties]);
            $this->assertNothingTaken($t);
            self::assertSame(-1, $this->world->shop->status($t->orderId));
            self::assertSame(10, $this->world->shop->stockOf($t->orderId));
            self::assertSame('MERCHANT_ABORT', $this->twint->order($t->twintUuid)['reason']);
        }
        self::assertSame(40, $this->twint->calls('CancelOrder'));
    }

    public function testWhatExpiredAndWasApprovedInTimeIsPaid(): void
    {
        [$late, $paid] = $this->several(2);
        $this->twint->approve($paid->pairingToken);
        $this->passTime($late);
        $this->passTime($paid);
        $this->sweep();
        $this->assertPaidOnce($this->fresh($paid));
        self::assertSame('cancelled', $this->fresh($late)->phase);
    }

    public function testWhatExpiredWhileTwintIsAwayIsUncertainUntilTwintTells(): void
    {
        [$late, $paid] = $this->several(2);
        $this->twint->approve($paid->pairingToken);
        $this->passTime($late);
        $this->passTime($paid);
        $this->twint->down();
        for ($round = 0; $round < 3; $round++) {
            $this->sweep();
            self::assertSame('uncertain', $this->fresh($late)->phase);
            self::assertSame('uncertain', $this->fresh($paid)->phase);
        }
        self::assertSame(['attention'], $this->world->shop->saidOf($late->orderId), 'said once');
        $this->twint->up();
        $this->sweep();
        $this->assertPaidOnce($this->fresh($paid));
        self::assertSame('cancelled', $this->fresh($late)->phase);
        $this->sweep();
        self::assertSame(10, $this->world->shop->stockOf($late->orderId));
    }

    public function testACancellationThatIsLostIsLookedUpAndNotTakenForDone(): void
    {
        [$t] = $this->several(1);
        $this->passTime($t);
        $this->twint->fail('resetAfterRequest', 'CancelOrder');
        $this->sweep();
        self::assertTrue($this->fresh($t)->isOpen());
        self::assertSame(1, $this->world->shop->status($t->orderId));
        $this->twint->heal();
        $this->sweep();
        self::assertSame(['cancelled', 'timeout'], [$this->fresh($t)->phase, $this->fresh($t)->reason]);
        $this->sweep();
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
    }

    public function testAnOrderWhoseGivingUpBreaksOffIsGivenUpTheNextTime(): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $this->sweep();
        self::assertSame('failed', $this->fresh($t)->phase);
        $this->sql('RENAME TABLE tbestellung TO tbestellung_away');
        try {
            $this->sweep();
        } finally {
            $this->sql('RENAME TABLE tbestellung_away TO tbestellung');
        }
        self::assertSame(1, $this->world->shop->status($t->orderId));
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
    }

    public function testAnOrderWithoutAnAttemptIsEndedEvenIfThatBreaksOffOnce(): void
    {
        $orderId = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 2 HOUR');
        $this->sql('RENAME TABLE tartikel TO tartikel_away');
        try {
            $this->sweep();
        } finally {
            $this->sql('RENAME TABLE tartikel_away TO tartikel');
        }
        self::assertSame(1, $this->world->shop->status($orderId));
        self::assertSame(1, $this->sweep()->forgotten);
        self::assertSame(0, $this->sweep()->forgotten);
        $this->assertEnded($orderId);
        self::assertSame(['orderCancelled, as promised'], $this->world->shop->saidOf($orderId));
    }

    /** Each takes its place in the query again, sweep after sweep. */
    public function testOrdersThatCannotBeEndedStarveNoOthers(): void
    {
        $stuck = [];
        for ($n = 0; $n < 70; $n++) {
            $stuck[] = (int) $this->world->shop->newOrder()->kBestellung;
        }
        $last = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 2 HOUR');
        $this->sql("CREATE TRIGGER stuck BEFORE UPDATE ON tbestellung FOR EACH ROW
            IF NEW.kBestellung <= {$stuck[69]} THEN SIGNAL SQLSTATE '45000'; END IF");
        try {
            // A sweep ends by the clock: a busy machine needs more than one.
            for ($sweeps = 0; $this->sweep()->forgotten === 0; $sweeps++) {
                self::assertLessThan(20, $sweeps);
            }
        } finally {
            $this->sql('DROP TRIGGER stuck');
        }
        $this->assertEnded($last);
        self::assertSame(1, $this->world->shop->status($stuck[0]));
        for ($forgotten = 0; ($now = $this->sweep()->forgotten) > 0;) {
            $forgotten += $now;
        }
        self::assertSame(70, $forgotten);
    }

    /** Nothing of it is in TWINT's currency, so no attempt is ever written for it. */
    public function testAnOrderThatTwintCannotBePaidWithIsEnded(): void
    {
        $orderId = (int) $this->world->shop->newOrder('0.00')->kBestellung;
        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 2 HOUR');
        $this->sweep();
        $this->assertEnded($orderId);
    }

    public function testAnOrderWithoutAnAttemptThatWawiCancelledGivesItsStockBack(): void
    {
        $orderId = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql('UPDATE tbestellung SET cStatus = -1, dErstellt = dErstellt - INTERVAL 2 HOUR');
        $this->sweep();
        $this->assertEnded($orderId);
        self::assertSame([], $this->world->shop->saidOf($orderId), 'Wawi has told the buyer');
    }

    /** Declined or left, on the page and in Wawi, before the sweep comes. */
    public function testAnOrderThatWawiCancelledBeforeTheSweepGivesItsStockBackOnce(): void
    {
        foreach (['declined', 'left'] as $how) {
            $t = $this->begin();
            if ($how === 'declined') {
                $this->twint->decline($t->pairingToken);
                $this->payments()->settle($t, Initiator::buyer());
            }
            $this->sql("UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = $t->orderId");
            $this->world->get(Queue::class)->note($t->orderId, News::Cancelled);
            $this->passTime($t);
            $this->sweep();
            $this->sweep();
            $this->sweep();
            $this->assertEnded($t->orderId);
        }
    }

    private function assertEnded(int $orderId): void
    {
        $shop = $this->world->shop;
        self::assertSame(-1, $shop->status($orderId));
        self::assertSame(
            [10, 1],
            [$shop->stockOf($orderId), $shop->creditsOf($orderId)],
            'stock and vouchers are back, once',
        );
        self::assertSame('Y', $shop->fetched($orderId), "the shop's clean-up of addresses takes it");
    }

    public function testWhatExpiredIsCancelledTogetherNotOneAfterAnother(): void
    {
        array_map($this->passTime(...), $this->several(32));
        $this->twint->set(['latencyMs' => 300]);
        self::assertSame(32, $this->sweep()->changed);
        $read = array_map(
            static fn(array $call): float => (float) (new \DateTimeImmutable($call['at']))->format('U.u'),
            array_values(array_filter(
                $this->twint->callsSince(0),
                static fn(array $call): bool => $call['operation'] === 'CancelOrder',
            )),
        );
        $beforeTheLastWasAnswered = array_filter(array_map(
            static fn(float $one, float $next): bool => ($next - $one) < 0.3,
            $read,
            [...array_slice($read, 1), INF],
        ));
        self::assertGreaterThan(16, count($beforeTheLastWasAnswered));
    }

    public function testTwoSweepsAtOnceShareTheWork(): void
    {
        $all = $this->several(40);
        foreach ($all as $n => $t) {
            ($n % 2) === 0 ? $this->twint->approve($t->pairingToken) : $this->passTime($t);
        }
        $this->makeDue();
        $before = $this->twint->calls('MonitorOrder');
        $this->together([['sweep', 0], ['sweep', 0], ['sweep', 0]]);
        self::assertSame(40, $this->twint->calls('MonitorOrder') - $before, 'each is asked about once');
        self::assertSame(20, $this->twint->calls('ConfirmOrder'));
        self::assertSame(20, $this->twint->calls('CancelOrder'));
        $this->makeDue();
        $this->together([['sweep', 0], ['sweep', 0]]);
        foreach ($all as $n => $t) {
            if (($n % 2) === 0) {
                $this->assertPaidOnce($this->fresh($t));
            } else {
                self::assertSame(10, $this->world->shop->stockOf($t->orderId));
            }
        }
    }

    public function testASweepWithoutTimeSaysThatItIsNotComplete(): void
    {
        $this->several(1);
        $this->makeDue();
        $report = $this->world->get(Sweep::class)->run(0);
        self::assertFalse($report->complete);
        self::assertSame(0, $report->asked);
    }

    public function testABrokenPaymentStopsNoOther(): void
    {
        [$broken, $paid] = $this->several(2);
        $this->twint->approve($paid->pairingToken);
        $this->breakRow($broken);
        $report = $this->sweep();
        $this->assertPaidOnce($this->fresh($paid));
        self::assertNull($report->trouble, 'the sweep went on to its end');
        self::assertSame('pending', $this->fresh($broken)->phase);
    }

    public function testAnOrderThatCannotBeEndedStopsNoOther(): void
    {
        $broken = (int) $this->world->shop->newOrder()->kBestellung;
        $other = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 2 HOUR');
        $this->sql("CREATE TRIGGER broken BEFORE UPDATE ON tbestellung FOR EACH ROW
            BEGIN IF NEW.kBestellung = $broken THEN SIGNAL SQLSTATE '45000'; END IF; END");
        try {
            $report = $this->sweep();
        } finally {
            $this->sql('DROP TRIGGER broken');
        }
        self::assertNull($report->trouble);
        self::assertSame(-1, $this->world->shop->status($other));
        self::assertSame(1, $this->world->shop->status($broken));
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($broken), 'it is tried again');
    }

    public function testATaskThatBreaksOffKeepsNoOtherFromItsWork(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->sql('RENAME TABLE xplugin_jtl_twint_operation TO away');
        try {
            // Settling needs it, too; what comes last does not.
            $report = $this->sweep();
        } finally {
            $this->sql('RENAME TABLE away TO xplugin_jtl_twint_operation');
        }
        self::assertSame(['find_out'], array_values(array_intersect($report->brokenOff, ['find_out', 'availability'])));
        self::assertNotNull(
            $this->world->get(FactStore::class)->get(Fact::ConnectionStatus, 'testing'),
            'TWINT was asked whether it is there',
        );
        $this->sweep();
        $this->assertPaidOnce($this->fresh($t));
    }

    public function testWhatKeepsFailingIsTriedLessAndLessOftenAndShown(): void
    {
        $failing = $this->world->get(FailingItems::class);
        [$broken] = $this->several(1);
        $this->breakRow($broken);
        $tries = 0;
        $pauses = [];
        for ($sweep = 0; $sweep < 9; $sweep++) {
            $before = count($this->world->log->lines);
            $this->sweep();
            $tries += count($this->world->log->lines) > $before ? 1 : 0;
            $left = $failing->all(10)[0]->secondsLeft ?? 0;
            if ($sweep > 0 && $left > 0) {
                $pauses[] = (int) round($left / 60);
                $this->sql('UPDATE xplugin_jtl_twint_failing SET paused_until = UTC_TIMESTAMP(3)');
            }
        }
        self::assertSame([9, [5, 15, 30, 60, 60, 60, 60]], [$tries, $pauses]);
        self::assertSame(1, $failing->number());
        [$shown] = $failing->all(10);
        self::assertSame(['settle', $broken->id, 9], [$shown->task, $shown->item, $shown->times]);
        self::assertStringContainsString('capture', strtolower($shown->error));
    }

    public function testWhatPausesIsNotTriedAndIsForgottenOnceItWorks(): void
    {
        $failing = $this->world->get(FailingItems::class);
        [$t] = $this->several(1);
        $this->breakRow($t);
        for ($sweep = 0; $sweep < 3; $sweep++) {
            $this->sweep();
        }
        self::assertSame(1, $this->sweep()->failing);
        $lines = count($this->world->log->lines);
        $this->sweep();
        self::assertCount($lines, $this->world->log->lines, 'not tried, and nothing said');
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET capture_mode = 'immediate'");
        $this->sql('UPDATE xplugin_jtl_twint_failing SET paused_until = UTC_TIMESTAMP(3)');
        self::assertSame(0, $this->sweep()->failing);
        self::assertSame([], $failing->all(10));
    }

    public function testManyFailingDutiesKeepNoOtherWaiting(): void
    {
        $all = $this->several(3);
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET phase = 'captured', duties = 'set_order_status'");
        $this->sql('RENAME TABLE tbestellung TO tbestellung_away');
        try {
            for ($sweep = 0; $sweep < 3; $sweep++) {
                $this->sweep();
            }
        } finally {
            $this->sql('RENAME TABLE tbestellung_away TO tbestellung');
        }
        self::assertSame(3, $this->world->get(FailingItems::class)->number());
        self::assertSame(0, $this->sweep()->duties, 'they pause');
        $this->sql('UPDATE xplugin_jtl_twint_failing SET paused_until = UTC_TIMESTAMP(3)');
        self::assertSame(3, $this->sweep()->duties);
        self::assertSame([], $this->fresh($all[0])->duties);
        self::assertSame(0, $this->world->get(FailingItems::class)->number());
    }

    public function testASweepWorksWithoutTheTableOfWhatFails(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->makeDue();
        $this->sql('RENAME TABLE xplugin_jtl_twint_failing TO away');
        try {
            self::assertNull($this->world->get(Sweep::class)->run()->trouble);
        } finally {
            $this->sql('RENAME TABLE away TO xplugin_jtl_twint_failing');
        }
        $this->assertPaidOnce($this->fresh($t));
    }

    public function testACopyOfTheLiveShopEndsNoOrders(): void
    {
        $orderId = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 2 HOUR');
        self::assertTrue($this->world->get(LiveShop::class)->mayTouch('production'));
        $copy = new World($this->twint, ['environment' => 'production'], url: 'https://staging.shop.example');
        self::assertSame(0, $copy->get(Sweep::class)->run()->forgotten);
        self::assertSame(1, $this->world->shop->status($orderId));
    }

    /** As no version of ours writes it: nothing can be decided about it. */
    private function breakRow(Transaction $t): void
    {
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET capture_mode = 'broken' WHERE id = $t->id");
    }
}
