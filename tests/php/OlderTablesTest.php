<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Wawi\Entry;
use Plugin\jtl_twint\src\Wawi\EntryState;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;
use Plugin\jtl_twint\src\Wawi\Worker;

/** Whoever is paying while the merchant uploads a new version of the plugin comes to an end before "Update" is clicked. */
final class OlderTablesTest extends PaymentTestCase
{
    public function testItsPageTakesThePayment(): void
    {
        $t = $this->begin();
        OlderTables::during($this->world->pdo, function () use ($t): void {
            $this->twint->approve($t->pairingToken);
            $this->makeDue();
            $this->payments()->settle($this->fresh($t), Initiator::buyer());
            $this->assertPaidOnce($this->fresh($t));
        });
    }

    public function testTheSweepTakesAndEndsPayments(): void
    {
        [$paid, $left] = [$this->begin(), $this->begin()];
        OlderTables::during($this->world->pdo, function () use ($paid, $left): void {
            $this->twint->approve($paid->pairingToken);
            $this->passTime($left);
            $this->sweep();
            $this->assertPaidOnce($this->fresh($paid));
            self::assertSame('cancelled', $this->fresh($left)->phase);
        });
    }

    public function testNewsOfWawiAreWorkedOffAndTheMerchantToldWhatAnOrderDiffersBy(): void
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        OlderTables::during($this->world->pdo, function () use ($t): void {
            $this->twint->approve($t->pairingToken);
            $this->makeDue();
            $this->payments()->settle($this->fresh($t), Initiator::buyer());
            $this->world->pdo->exec(
                "UPDATE tbestellung SET fGesamtsumme = fGesamtsumme - 1 WHERE kBestellung = $t->orderId",
            );
            $queue = $this->world->get(Queue::class);
            foreach ([News::Edited, News::Shipped] as $news) {
                $queue->note($t->orderId, $news);
            }
            do {
                $worked = $this->world->get(Worker::class)->workOff(100, PHP_INT_MAX);
            } while ($worked > 0);
            self::assertSame('captured', $this->fresh($t)->phase);
            self::assertSame(
                [
                    [EntryState::Attention, 'captures_less'],
                    [EntryState::Attention, 'captures_less'],
                ],
                array_map(static fn(Entry $entry): array => [
                    $entry->state,
                    $entry->finding,
                ], $queue->ofOrder($t->orderId)),
            );
        });
    }
}
