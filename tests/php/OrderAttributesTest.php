<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;

/** What Wawi sees of a payment: attributes of the order, and the fee with the incoming payment. */
final class OrderAttributesTest extends MoneyTestCase
{
    public function testWawiSeesThePaymentThatCounts(): void
    {
        $declined = $this->begin();
        $this->twint->decline($declined->pairingToken);
        $declined = $this->payments()->settle($declined, Initiator::buyer());
        self::assertSame([], $this->attributes($declined));
        $t = $this->approve($this->payments()->retry($declined));
        self::assertSame(
            [
                'TWINT Reference' => $t->reference,
                'TWINT State' => 'authorised',
                'TWINT UUID' => $t->twintUuid,
            ],
            $this->attributes($t),
        );
    }

    public function testTheFeeOfPartsIsToldOnceWithTheLast(): void
    {
        $this->twint->set(['quirks' => ['feePerMille' => 13]]);
        $t = $this->approved('100.00');
        $this->part($t, '70.00', false);
        self::assertSame('partially_captured', $this->attributes($t)['TWINT State'] ?? null);
        $this->part($t, '30.00', true);
        self::assertEquals([['70.00', '0.00'], ['30.00', '1.30']], $this->incoming($t));
        self::assertSame('1.30', $this->attributes($t)['TWINT Fee'] ?? null);
    }

    public function testTheFeeOfADirectCaptureIsThereWhenWawiFetchesTheOrder(): void
    {
        $this->configure([]);
        $this->twint->set(['quirks' => ['feePerMille' => 13]]);
        $t = $this->begin('50.00');
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame(['captured', '0.65'], [
            $this->attributes($t)['TWINT State'] ?? null,
            $this->attributes($t)['TWINT Fee'] ?? null,
        ]);
        self::assertEquals([['50.00', '0.65']], $this->incoming($t));
    }

    public function testAFeeThatTwintSaysLaterIsShownByTheOrderAndTheIncomingPaymentStays(): void
    {
        $t = $this->captured('50.00');
        self::assertArrayNotHasKey('TWINT Fee', $this->attributes($t));
        $this->twint->set(['quirks' => ['feePerMille' => 13]]);
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 1 HOUR WHERE id = $t->id",
        );
        $this->world->get(Reconciliation::class)->run(
            new \DateTimeImmutable('yesterday'),
            new \DateTimeImmutable('tomorrow'),
            new \DateTimeImmutable('+1 hour'),
        );
        self::assertSame('0.65', $this->attributes($t)['TWINT Fee'] ?? null);
        self::assertEquals([['50.00', '0.00']], $this->incoming($t));
    }

    public function testRefundsAreANote(): void
    {
        $t = $this->captured('50.00');
        $this->refund($t, '12.35');
        $this->refund($t, '5.00');
        $attributes = $this->attributes($t);
        self::assertSame('partially_refunded', $attributes['TWINT State'] ?? null);
        $today = date('Y-m-d');
        $reference = preg_quote($t->reference, '/') . '-R\w+';
        self::assertMatchesRegularExpression(
            "/^$today CHF 12\\.35 $reference; $today CHF 5\\.00 $reference$/D",
            $attributes['TWINT Refunds'] ?? '',
        );
    }

    public function testAnOrderThatShowsAnotherPaymentIsLeftAsItIs(): void
    {
        $t = $this->captured('50.00');
        $this->sql(
            "UPDATE tbestellattribut SET cValue = 'another' WHERE kBestellung = $t->orderId AND cName = 'TWINT Reference'",
        );
        $this->refund($t, '12.35');
        self::assertSame(['captured', false], [
            $this->attributes($t)['TWINT State'] ?? null,
            isset($this->attributes($t)['TWINT Refunds']),
        ]);
    }

    private function part(Transaction $t, string $amount, bool $final): void
    {
        $this->manual()->capture(
            $this->fresh($t),
            new CaptureRequest(RequestKey::random(), [], $amount, $final),
            Initiator::admin('Anna'),
        );
    }

    /** @return array<string, string> */
    private function attributes(Transaction $t): array
    {
        return $this->world
            ->pdo
            ->query("SELECT cName, cValue FROM tbestellattribut WHERE kBestellung = $t->orderId ORDER BY cName")
            ->fetchAll(\PDO::FETCH_KEY_PAIR);
    }

    /** @return list<array{string, string}> amount and fee of each */
    private function incoming(Transaction $t): array
    {
        return $this->world
            ->pdo
            ->query(
                "SELECT CAST(fBetrag AS DECIMAL(12,2)), CAST(fZahlungsgebuehr AS DECIMAL(12,2)) FROM tzahlungseingang
                WHERE kBestellung = $t->orderId ORDER BY kZahlungseingang",
            )
            ->fetchAll(\PDO::FETCH_NUM);
    }
}
