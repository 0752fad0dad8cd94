<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Outcome;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;

/** What tests of money moved by hand have in common: payments to move money of, and a look into everybody's books. */
abstract class MoneyTestCase extends PaymentTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->configure(['capture' => 'deferred']);
    }

    protected function manual(): ManualOperations
    {
        return $this->world->get(ManualOperations::class);
    }

    protected function approved(string $amount): Transaction
    {
        return $this->approve($this->begin($amount));
    }

    protected function approve(Transaction $t): Transaction
    {
        $this->twint->approve($t->pairingToken);
        $t = $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('authorised', $t->phase);

        return $t;
    }

    protected function captured(string $amount): Transaction
    {
        return $this->capture($this->approved($amount), $amount)->transaction;
    }

    /** 3 shirts for 30.00, 1.5 m of cloth for 20.00, shipping for 7.00, and a voucher of 5.00. */
    protected function approvedWithRows(): Transaction
    {
        $order = $this->world->shop->newOrder('52.00');
        $id = (int) $order->kBestellung;
        $this->world->shop->emptyCart($id);
        $this->world->shop->addRow($id, C_WARENKORBPOS_TYP_ARTIKEL, 'shirt', 10.00 / 1.081, 8.1, 3);
        $this->world->shop->addRow($id, C_WARENKORBPOS_TYP_ARTIKEL, 'cloth', (20.00 / 1.5) / 1.081, 8.1, 1.5);
        $this->world->shop->addRow($id, C_WARENKORBPOS_TYP_VERSANDPOS, 'shipping', 7.00 / 1.081, 8.1, 1);
        $this->world->shop->addRow($id, C_WARENKORBPOS_TYP_GUTSCHEIN, 'voucher', -5.00, 0, 1);

        return $this->approve($this->payments()->begin($order, 'ger'));
    }

    protected function capture(Transaction $t, string $amount): Outcome
    {
        return $this->manual()->capture(
            $this->fresh($t),
            new CaptureRequest(RequestKey::random(), [], $amount),
            Initiator::admin('Anna'),
        );
    }

    protected function refund(Transaction $t, string $amount): Outcome
    {
        return $this->manual()->refund(
            $this->fresh($t),
            new RefundRequest(RequestKey::random(), [], $amount),
            Initiator::admin('Anna'),
        );
    }

    protected function findOut(Transaction $t): Outcome
    {
        return $this->manual()->findOut($this->fresh($t), Initiator::admin('Anna'));
    }

    protected function sweepUp(): void
    {
        self::assertNull($this->sweep()->trouble);
    }

    /** Time passes, until TWINT is done with everything and claims of the dead are over. */
    protected function age(): void
    {
        $this->sql('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 61 SECOND');
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET claimed_until = claimed_until - INTERVAL 61 SECOND');
    }

    /** @param list<string> $payments */
    protected function assertBooks(Transaction $t, string $captured, string $refunded, array $payments): void
    {
        $fresh = $this->fresh($t);
        self::assertSame([$captured, $refunded], [$fresh->captured, $fresh->refunded], 'ours');
        $order = $this->twint->order($t->twintUuid);
        self::assertSame([$captured, $refunded], [$order['captured'], $order['refunded']], 'at TWINT');
        sort($payments);
        self::assertSame($payments, $this->world->shop->paymentsOf($t->orderId), 'in the shop');
        self::assertSame([], $fresh->duties);
    }

    /**
     * @param list<string> $keys one process for each
     * @return array<string, int> how often each outcome
     */
    protected function processes(string $verb, Transaction $t, array $keys, string $amount): array
    {
        $at = microtime(true) + 1.5;
        $processes = array_map(static fn(string $key) => TestProcess::start($verb, $t->id, $at, $key, $amount), $keys);
        $said = [];
        foreach ($processes as [$process, $output]) {
            $said[] = (string) stream_get_contents($output);
            self::assertSame(0, proc_close($process), end($said));
        }
        $counts = array_count_values($said);
        ksort($counts);

        return $counts;
    }

    protected function killInTheMiddle(string $verb, Transaction $t, string $amount): void
    {
        $operation = $verb === 'refund' ? 'StartOrder' : 'ConfirmOrder';
        $before = $this->twint->calls($operation);
        [$process] = TestProcess::start($verb, $t->id, key: RequestKey::random(), amount: $amount);
        for ($tenths = 0; $this->twint->calls($operation) === $before && $tenths < 100; $tenths++) {
            usleep(100_000);
        }
        proc_terminate($process, SIGKILL);
        proc_close($process);
        $open = $this->world->get(OperationRepository::class)->open($t->id);
        self::assertSame(Operation::SENT, $open?->state, 'it died in the middle');
    }
}
