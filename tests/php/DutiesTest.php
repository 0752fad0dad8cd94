<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Duties;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;

final class DutiesTest extends PaymentTestCase
{
    protected function tearDown(): void
    {
        $this->sql('DROP TRIGGER IF EXISTS nothing_is_cancelled');
    }

    public function testStockIsGivenBackThoughTheOrderCouldNotBeCancelledAtFirst(): void
    {
        $t = $this->begin();
        $this->passTime($t);
        $this->sql("CREATE TRIGGER nothing_is_cancelled BEFORE UPDATE ON tbestellung FOR EACH ROW
            IF NEW.cStatus = -1 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not now'; END IF");
        $t = $this->payments()->settle($this->fresh($t), Initiator::cron());
        self::assertSame('cancelled', $t->phase);
        self::assertSame(1, $this->world->shop->status($t->orderId));
        self::assertSame(9, $this->world->shop->stockOf($t->orderId));

        $this->sql('DROP TRIGGER nothing_is_cancelled');
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));
        self::assertSame([], $this->fresh($t)->duties);
    }

    /** @dataProvider whetherLeft */
    public function testWhoReadThePaymentBeforeItWasCancelledReleasesNothingToWawi(string $left): void
    {
        $t = $this->reserved();
        $read = $this->asRead($t, 'authorised', 'release_to_wawi');
        $this->payments()->cancel($this->fresh($t), Initiator::admin('eva'));
        self::assertSame('Q', $this->world->shop->fetched($t->orderId));
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET duties = '$left' WHERE id = $t->id");
        $after = $this->world->get(Duties::class)->perform($read);
        self::assertSame('Q', $this->world->shop->fetched($t->orderId), 'nobody fetches an order without money');
        self::assertSame([], $after->duties);
    }

    public static function whetherLeft(): iterable
    {
        yield 'another did it' => [''];
        yield 'it is still to be done' => ['release_to_wawi'];
    }

    /** @dataProvider staleReads */
    public function testWhatIsDoneInTheShopFollowsFromThePaymentAsItIsByThen(string $phase, string $duty): void
    {
        $t = $this->reserved();
        $status = $this->world->shop->status($t->orderId);
        $read = $this->asRead($t, $phase, $duty);
        $after = $this->world->get(Duties::class)->perform($read);
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
        self::assertSame($status, $this->world->shop->status($t->orderId));
        self::assertNotContains('attention', $this->world->shop->saidOf($t->orderId));
        self::assertSame([], $after->duties);
    }

    public static function staleReads(): iterable
    {
        yield 'of what was uncertain' => ['uncertain', 'hold_from_wawi'];
        yield 'of what was cancelled' => ['cancelled', 'cancel_order'];
        yield 'of what was captured' => ['captured', 'set_order_status'];
    }

    private function reserved(): Transaction
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('N', $this->world->shop->fetched($t->orderId), 'a reservation is released to Wawi');

        return $t;
    }

    /** The payment with this phase and duty; only the duty remains afterwards. */
    private function asRead(Transaction $t, string $phase, string $duty): Transaction
    {
        $captured = $phase === 'captured' ? '42.00' : '0.00';
        $this->sql("UPDATE xplugin_jtl_twint_transaction
            SET phase = '$phase', captured = $captured, duties = '$duty' WHERE id = $t->id");
        $read = $this->fresh($t);
        $this->sql("UPDATE xplugin_jtl_twint_transaction
            SET phase = '$t->phase', captured = '$t->captured' WHERE id = $t->id");

        return $read;
    }
}
