<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;
use Plugin\jtl_twint\src\Wawi\Worker;

/** Money moves as ever where a proxy sends mere reads to a replica that has none of what a request wrote itself. */
final class ReplicaTest extends PaymentTestCase
{
    public function testAPaymentIsBegunSettledAndPaidBack(): void
    {
        $order = $this->world->shop->newOrder();
        $t = $this->request()->get(PaymentService::class)->begin($order, 'ger');
        self::assertSame(['start done'], $this->operations($t));
        $this->twint->approve($this->fresh($t)->pairingToken);
        $this->makeDue();
        $this->request()->get(PaymentService::class)->settle($this->fresh($t), Initiator::buyer());
        $this->assertPaidOnce($this->fresh($t));
        $refunded = $this->request()->get(ManualOperations::class)->refund(
            $this->fresh($t),
            new RefundRequest(RequestKey::random(), [], '2.00'),
            Initiator::admin('Anna'),
        );
        self::assertSame(OutcomeKind::Done, $refunded->kind, (string) $refunded->word);
        self::assertSame('2.00', $this->fresh($t)->refunded);
        self::assertSame(['start done', 'capture done', 'refund done'], $this->operations($t));
    }

    public function testWhatTheBuyerCancelsIsOver(): void
    {
        $order = $this->world->shop->newOrder();
        $t = $this->request()->get(PaymentService::class)->begin($order, 'ger');
        $this->request()->get(PaymentService::class)->cancel($this->fresh($t), Initiator::buyer());
        self::assertSame('cancelled', $this->fresh($t)->phase);
        self::assertSame(['start done', 'cancel done'], $this->operations($t));
        $this->assertNothingTaken($this->fresh($t));
    }

    public function testABuyerWithTwintExpressGetsTheOrder(): void
    {
        $checkIn = $this->request()->get(CheckIns::class)->begin($this->world->shop->basket());
        $this->twint->checkIn('approve', $checkIn->pairingUuid, [
            'shippingMethodId' => 'post',
            'customer' => [
                'shipping_address' => 'Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH',
                'email' => 'eulalia@zumthor.example',
                'phone_number' => '+41 79 888 77 66',
            ],
        ]);
        $this->sql('UPDATE xplugin_jtl_twint_check_in SET next_poll_at = UTC_TIMESTAMP(3)');
        $seen = $this->world->get(CheckInRepository::class)->get($checkIn->id);
        $ordered = $this->request()->get(CheckIns::class)->look($seen);
        self::assertNull($ordered->reason);
        $t = $this->world->get(TransactionRepository::class)->get((int) $ordered->transactionId);
        self::assertSame(['start done'], $this->operations($t));
        self::assertNotNull($t->twintUuid);
    }

    public function testWhatWawiToldIsReckonedFromWhatWasWritten(): void
    {
        $this->configure(['capture' => 'deferred']);
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        $this->world->get(Queue::class)->note($t->orderId, News::Shipped);
        $request = new World($this->twint, ['capture' => 'deferred'], pdo: Servers::database(StaleReads::class));
        $part = new CaptureRequest(RequestKey::random(), [], '10.00');
        $this->world->get(ManualOperations::class)->capture($t, $part, Initiator::admin('Anna'));
        self::assertSame(1, $request->get(Worker::class)->workOff(1, PHP_INT_MAX));
        self::assertSame('42.00', $this->fresh($t)->captured);
    }

    /** A connection of its own: from here on its replica lags behind. */
    private function request(): World
    {
        return new World($this->twint, pdo: Servers::database(StaleReads::class));
    }

    /** @return list<string> what was sent, and what is known of its end */
    private function operations(Transaction $t): array
    {
        return $this->world
            ->pdo
            ->query(
                "SELECT CONCAT(kind, ' ', state) FROM xplugin_jtl_twint_operation WHERE transaction_id = $t->id ORDER BY id",
            )
            ->fetchAll(\PDO::FETCH_COLUMN);
    }
}
