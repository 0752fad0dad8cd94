<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;

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
}
