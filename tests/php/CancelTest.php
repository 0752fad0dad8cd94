<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;

/** Who may end a payment, and until when. */
final class CancelTest extends PaymentTestCase
{
    private function reserved(): Transaction
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('authorised', $t->phase);

        return $t;
    }

    public function testAnAdminFreesAReservation(): void
    {
        $t = $this->payments()->cancel($this->reserved(), Initiator::admin('eva'));
        self::assertSame(['cancelled', 'cancelled_by_merchant'], [$t->phase, $t->reason]);
        self::assertSame([], $this->world->shop->paymentsOf($t->orderId));
        self::assertSame('FAILURE', $this->twint->order($t->twintUuid)['status']);
    }

    public function testABuyerDoesNotFreeAReservation(): void
    {
        $t = $this->payments()->cancel($this->reserved(), Initiator::buyer());
        self::assertSame('authorised', $t->phase);
        self::assertSame(0, $this->twint->calls('CancelOrder'));
    }

    public function testAnAdminWhoCancelsAsTheBuyerApprovesTakesNoMoney(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->cancel($t, Initiator::admin('eva'));
        self::assertSame('cancelled', $t->phase);
        $this->assertNothingTaken($t);
    }

    public function testAnAdminWhoCancelsTooLateFindsItPaid(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        $this->assertPaidOnce($this->payments()->cancel($t, Initiator::admin('eva')));
        self::assertSame(0, $this->twint->calls('CancelOrder'));
    }

    public function testAnAdminEndsWhatNobodyApproved(): void
    {
        $t = $this->payments()->cancel($this->begin(), Initiator::admin('eva'));
        self::assertSame(['cancelled', 'cancelled_by_merchant'], [$t->phase, $t->reason]);
        $this->assertNothingTaken($t);
    }
}
