<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;

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
}
