<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/**
 * A process that moves money by hand is killed at each point where something was or will be written. Afterwards the sweep,
 * and where nobody else can tell the merchant, make everybody's books agree; the same form then moves nothing twice.
 */
final class MoneyCrashTest extends MoneyTestCase
{
    private const MOST_POINTS = 100;

    public function testKilledAnywhereInARefundItHappenedOnceOrNotAtAll(): void
    {
        $this->killedAnywhere('refund', '20.00', fn(): Transaction => $this->captured('50.00'), ['50.00']);
    }

    public function testKilledAnywhereInAClosingCaptureItHappenedOnceOrNotAtAll(): void
    {
        $this->killedAnywhere('capture', '50.00', fn(): Transaction => $this->approved('50.00'), []);
    }

    public function testKilledAnywhereInACaptureOfAPartItHappenedOnceOrNotAtAll(): void
    {
        $this->killedAnywhere('capture', '20.00', fn(): Transaction => $this->approved('50.00'), []);
    }

    public function testKilledAnywhereInACancellationItHappenedOrNot(): void
    {
        $this->killedAnywhere('release', '', fn(): Transaction => $this->approved('50.00'), []);
    }

    /** @dataProvider lookedUp */
    public function testKilledAnywhereWhileAnAdminSaysWhatBecameOfALostPart(
        string $verb,
        string $way,
        string $phase,
        string $amount,
        array $payments,
    ): void {
        $this->killedAtEachPoint(
            $verb,
            function () use ($way): int {
                $t = $this->approved('50.00');
                $this->twint->fail($way, 'ConfirmOrder', ['nth' => 1]);
                $this->capture($t, '20.00');
                $this->twint->heal();

                return $t->id;
            },
            function (int $id) use ($phase, $amount, $payments): void {
                $t = $this->world->get(TransactionRepository::class)->get($id);
                $this->makeGood($t);
                self::assertSame($phase, $this->fresh($t)->phase);
                $this->assertBooks($t, $amount, '0.00', $payments);
            },
        );
    }

    /** @return array<string, array{string, string, string, string, list<string>}> */
    public static function lookedUp(): array
    {
        return [
            'done' => ['resolve as done', 'resetAfterProcessing', 'partially_captured', '20.00', ['20.00']],
            'not done' => ['resolve as not done', 'resetAfterRequest', 'authorised', '0.00', []],
        ];
    }

    /**
     * @param callable(): Transaction $prepare
     * @param list<string> $payments before
     */
    private function killedAnywhere(string $kind, string $amount, callable $prepare, array $payments): void
    {
        for ($point = 1; $point < self::MOST_POINTS; $point++) {
            $t = $prepare();
            $key = RequestKey::random();
            [$process, $output] = TestProcess::start($kind, $t->id, key: $key, amount: $amount, diesAt: $point);
            $said = (string) stream_get_contents($output);
            $status = proc_get_status($process);
            proc_close($process);
            try {
                $this->makeGood($t);
                $moved = $this->assertMovedOrNot($kind, $t, $amount, $payments);
                $this->sameFormAgain($kind, $t, $key, $amount, $moved, $payments);
            } catch (\Throwable $exception) {
                self::fail("$kind, killed at point $point: $said $exception");
            }
            if (!$status['signaled'] && !$status['running']) {
                self::assertSame('Done', $said);
                self::assertGreaterThan(10, $point, 'it was killed now and then');

                return;
            }
        }
        self::fail("$kind has no end");
    }

    private function makeGood(Transaction $t): void
    {
        $this->age();
        $this->sweepUp();
        $fresh = $this->fresh($t);
        if ($this->manual()->permitted($fresh)->resolve === null) {
            $this->manual()->resolve(
                $fresh,
                $this->twint->order($t->twintUuid)['captured'] !== '0.00',
                'portal',
                Initiator::admin('Anna'),
            );
        }
        // What was found out may have left duties, or TWINT to ask.
        $this->sweepUp();
        self::assertNull($this->world->get(OperationRepository::class)->open($t->id));
    }

    /** @param list<string> $payments before */
    private function assertMovedOrNot(string $kind, Transaction $t, string $amount, array $payments): bool
    {
        $order = $this->twint->order($t->twintUuid);
        $phase = $this->fresh($t)->phase;
        if ($kind === 'release') {
            $this->assertBooks($t, '0.00', '0.00', []);
            $moved = $order['status'] === 'FAILURE';
            self::assertSame($moved ? 'cancelled' : 'authorised', $phase);

            return $moved;
        }
        $moved = ($kind === 'refund' ? $order['refunded'] : $order['captured']) === $amount;
        if ($kind === 'refund') {
            $this->assertBooks($t, '50.00', $moved ? $amount : '0.00', $payments);
            self::assertSame($moved ? 'partially_refunded' : 'captured', $phase);
        } else {
            $this->assertBooks($t, $moved ? $amount : '0.00', '0.00', $moved ? [$amount] : []);
            $taken = $amount === '50.00' ? 'captured' : 'partially_captured';
            self::assertSame($moved ? $taken : 'authorised', $phase);
        }

        return $moved;
    }

    /** @param list<string> $payments before */
    private function sameFormAgain(
        string $kind,
        Transaction $t,
        string $key,
        string $amount,
        bool $moved,
        array $payments,
    ): void {
        $known = $this->world->get(OperationRepository::class)->byKey($key) !== null;
        $again = match ($kind) {
            'capture' => $this->manual()->capture($t, new CaptureRequest($key, [], $amount), Initiator::admin('Anna')),
            'refund' => $this->manual()->refund($t, new RefundRequest($key, [], $amount), Initiator::admin('Anna')),
            'release' => $this->manual()->cancel($t, $key, '', Initiator::admin('Anna')),
        };
        self::assertSame($known ? OutcomeKind::AlreadyDone : OutcomeKind::Done, $again->kind);
        self::assertSame($moved || !$known, $this->assertMovedOrNot($kind, $t, $amount, $payments));
    }
}
