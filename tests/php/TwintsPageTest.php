<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Initiator;

/** Payments on TWINT's own page. */
final class TwintsPageTest extends PaymentTestCase
{
    public function testTheAddressOfThePageIsKeptUntilTheBuyerHasPaid(): void
    {
        $this->world = new World($this->twint, ['pay_page' => 'twint_told']);
        $t = $this->begin();
        self::assertSame('pending', $t->phase);
        self::assertStringStartsWith('https://', (string) $t->paymentPage);
        self::assertNull($t->qrCode);
        self::assertNotNull($t->pairingToken, 'the digits are shown beside it');

        $this->twint->approve($t->pairingToken);
        $paid = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('captured', $paid->phase);
        self::assertNull($paid->paymentPage);
    }

    public function testOnTheShopsPageTwintNamesNoneOfItsOwn(): void
    {
        $t = $this->begin();
        self::assertNull($t->paymentPage);
        self::assertNotNull($t->qrCode);
    }
}
