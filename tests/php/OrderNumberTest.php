<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Shop\JtlOrderGateway;

/** An order is found by its number although the shop has no index for that. */
final class OrderNumberTest extends PaymentTestCase
{
    public function testAnOrderIsFoundWhetherSomebodyBeganToPayItOrNot(): void
    {
        $paid = $this->begin()->orderId;
        $this->isOld($paid, 400);
        $new = (int) $this->world->shop->newOrder()->kBestellung;
        self::assertSame([$paid, $new], [$this->find("B$paid"), $this->find("B$new")]);
        self::assertNull($this->find('B0'));
        $this->isOld($new, 61);
        self::assertNull($this->find("B$new"));
    }

    public function testOfTwoWithOneNumberTheNewerIsMeant(): void
    {
        $paid = $this->begin()->orderId;
        $new = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql("UPDATE tbestellung SET cBestellNr = 'B$paid' WHERE kBestellung = $new");
        self::assertSame($new, $this->find("B$paid"));
    }

    public function testOldOrdersAreNotLookedThrough(): void
    {
        $paid = $this->begin()->orderId;
        $this->sql("INSERT INTO tbestellung (cBestellNr, dErstellt) SELECT CONCAT('old', seq), NOW() - INTERVAL 100 DAY FROM seq_1_to_2000");
        $read = new RowsRead($this->world->pdo);
        self::assertSame($paid, $this->find("B$paid"));
        self::assertLessThan(100, $read->sinceThen());
    }

    private function find(string $number): ?int
    {
        return $this->world->get(JtlOrderGateway::class)->byNumber($number);
    }

    private function isOld(int $orderId, int $days): void
    {
        $this->sql("UPDATE tbestellung SET dErstellt = NOW() - INTERVAL $days DAY WHERE kBestellung = $orderId");
    }
}
