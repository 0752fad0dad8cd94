<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Payment\OrderTurn;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;

/** Rivals change a common row, so that a cluster sees them; and everybody locks in one order. */
final class OrderTurnTest extends PaymentTestCase
{
    public function testWhoBeginsAPaymentAndWhoCancelsTheOrderChangeTheSameRow(): void
    {
        $first = $this->begin();
        $begun = $this->turns($first->orderId);
        self::assertSame(1, $begun);
        $this->twint->decline($first->pairingToken);
        $this->payments()->settle($first, Initiator::buyer());
        $declined = $this->turns($first->orderId);
        $second = $this->payments()->retry($this->fresh($first));
        self::assertGreaterThan($declined, $this->turns($first->orderId), 'by the second attempt');
        $before = $this->turns($first->orderId);
        $this->payments()->cancel($second, Initiator::buyer());
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET updated_at = updated_at - INTERVAL 3 HOUR');
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($first->orderId));
        self::assertGreaterThan($before, $this->turns($first->orderId), 'by who cancels the order');
    }

    public function testWhoEndsAnOrderWithoutAnAttemptChangesTheSameRowAsWhoBeginsOne(): void
    {
        $id = (int) $this->world->shop->newOrder()->kBestellung;
        self::assertTrue($this->world->get(OrdersWithoutAttempt::class)->end($id));
        self::assertSame(1, $this->turns($id));
    }

    public function testAClaimThatIsLostMovesNoMoney(): void
    {
        $t = $this->begin();
        $transactions = $this->world->get(TransactionRepository::class);
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET claim = NULL, claimed_until = NULL');
        $claim = (string) $transactions->claim($t->id);
        self::assertTrue($transactions->hold($t->id, $claim));
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET claim = 'another'");
        self::assertFalse($transactions->hold($t->id, $claim));
    }

    public function testWhatIsDecidedUnderAClaimIsReadWhereItWasWrittenAndNotFromAReplica(): void
    {
        $t = $this->begin();
        $behind = new World($this->twint, pdo: Servers::database(StaleReads::class));
        self::assertSame('pending', $behind->get(TransactionRepository::class)->get($t->id)->phase);
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET phase = 'captured' WHERE id = $t->id");
        self::assertSame('pending', $behind->get(TransactionRepository::class)->get($t->id)->phase, 'the replica');
        $claimed = $behind->get(Claims::class)->take($t->id, Initiator::cron());
        self::assertSame('captured', $claimed?->transaction()->phase);
        self::assertSame('captured', $claimed->claim->reread()->phase);
    }

    public function testWhatIsClaimedManyAtOnceIsReadWhereItWasClaimedAndNotFromAReplica(): void
    {
        $ids = [$this->begin()->id, $this->begin()->id];
        $this->makeDue();
        $sweep = new World($this->twint, pdo: Servers::database(StaleReads::class));
        $now = $sweep->get(TransactionRepository::class)->now();
        $claims = $sweep->get(Claims::class);
        $taken = $claims->takeDue(Phases::UNSETTLED, $now, 32, 60, [], Initiator::cron());
        self::assertSame($ids, self::ids($taken));
        $claims->releaseAll($taken, 0);
        $page = new World($this->twint, pdo: Servers::database(StaleReads::class));
        self::assertSame($ids, self::ids($page->get(Claims::class)->takeOthers(15, Initiator::buyer())));
    }

    public function testAClaimOutlastsTheLongestCallAlsoByAClockThatIsSecondsAhead(): void
    {
        $t = $this->begin();
        self::assertNotNull($this->world->get(Claims::class)->take($t->id, Initiator::cron()));
        $ahead = new World($this->twint);
        foreach ([30 + 8 => false, 30 + 12 => true] as $seconds => $isFree) {
            $ahead->pdo->exec("SET timestamp = UNIX_TIMESTAMP() + $seconds");
            self::assertSame($isFree, $ahead->get(Claims::class)->take($t->id, Initiator::cron()) !== null);
            $ahead->pdo->exec('SET timestamp = DEFAULT');
        }
    }

    public function testAnotherOrderOfLocksIsNoticed(): void
    {
        $id = (int) $this->world->shop->newOrder()->kBestellung;
        $this->world->get(Database::class)->transaction(function () use ($id): void {
            $this->world->shop->lock($id);
            $this->world->get(OrderTurn::class)->take($id);
        });
        self::assertStringContainsString('order_turn is locked after tbestellung', implode(LockOrder::violations()));
    }

    public function testACallOfTwintWithinATransactionIsNoticed(): void
    {
        $t = $this->begin();
        $this->makeDue();
        $this->world->get(Database::class)->transaction(function () use ($t): void {
            $this->payments()->settle($t, Initiator::cron());
        });
        self::assertStringContainsString('TWINT was called', implode(LockOrder::violations()));
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @return list<int> in order
     */
    private static function ids(array $payments): array
    {
        $ids = array_map(static fn(ClaimedPayment $payment): int => $payment->id(), $payments);
        sort($ids);

        return $ids;
    }

    private function turns(int $orderId): int
    {
        return (int) $this->world
            ->pdo
            ->query("SELECT turns FROM xplugin_jtl_twint_order_turn WHERE order_id = $orderId")
            ->fetchColumn();
    }
}
