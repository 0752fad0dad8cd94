<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Cron\SweepReport;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/** What tests of payments have in common: a fresh shop, and what a merchant would look at afterwards. */
abstract class PaymentTestCase extends TestCase
{
    private const MOST_POINTS = 200;

    protected Twint $twint;
    protected World $world;

    protected function setUp(): void
    {
        $this->twint = new Twint();
        $this->twint->reset();
        $this->world = World::fresh($this->twint);
    }

    protected function assertPostConditions(): void
    {
        self::assertSame([], LockOrder::violations());
    }

    /** @after */
    protected function endReplicas(): void
    {
        StaleReads::end();
    }

    protected function payments(): PaymentService
    {
        return $this->world->get(PaymentService::class);
    }

    protected function begin(string $amount = '42.00'): Transaction
    {
        return $this->payments()->begin($this->world->shop->newOrder($amount), 'ger');
    }

    protected function fresh(Transaction $t): Transaction
    {
        return $this->world->get(TransactionRepository::class)->get($t->id);
    }

    protected function sql(string $sql): void
    {
        $this->world->pdo->exec($sql);
    }

    protected function passTime(Transaction $t): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND, next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = $t->id",
        );
    }

    protected function assertPaidOnce(Transaction $t, string $amount = '42.00'): void
    {
        self::assertSame('captured', $t->phase);
        self::assertSame([$amount], $this->world->shop->paymentsOf($t->orderId));
        self::assertSame(3, $this->world->shop->status($t->orderId));
        self::assertSame('N', $this->world->shop->fetched($t->orderId));
        self::assertSame(9, $this->world->shop->stockOf($t->orderId));
        self::assertSame($amount, $this->twint->order($t->twintUuid)['captured']);
        self::assertSame([], $t->duties);
    }

    protected function assertNothingTaken(Transaction $t): void
    {
        self::assertSame([], $this->world->shop->paymentsOf($t->orderId));
        self::assertNotSame('N', $this->world->shop->fetched($t->orderId));
        self::assertSame('0.00', $this->twint->captured());
    }

    /** The shop's settings from here on. */
    protected function configure(array $settings): void
    {
        $this->world = new World($this->twint, $settings);
    }

    /** @param list<array{string, int}> $deeds verb and id, each done by a process of its own at the same moment */
    protected function together(array $deeds): void
    {
        $at = microtime(true) + 0.5 + (0.1 * count($deeds));
        $started = array_map(static fn(array $deed): array => TestProcess::start($deed[0], $deed[1], $at), $deeds);
        foreach ($started as [$process, $output]) {
            $said = stream_get_contents($output);
            self::assertSame(0, proc_close($process), (string) $said);
        }
    }

    /** All that is ever due is due now. */
    protected function makeDue(): void
    {
        $this->sql(
            'UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE next_poll_at < UTC_TIMESTAMP(3) + INTERVAL 1 YEAR',
        );
    }

    /** When all that is ever due is due, and nobody holds a claim any more. */
    protected function sweep(): SweepReport
    {
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET claimed_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND');
        $this->makeDue();
        $this->sql('UPDATE xplugin_jtl_twint_failing SET paused_until = UTC_TIMESTAMP(3) WHERE times = 0');

        return $this->world->get(Sweep::class)->run();
    }

    /**
     * A process of its own does it and is killed, at each point where something was or will be written.
     *
     * @param callable(): int $prepare the id for the deed
     * @param callable(int): void $check once the process is dead
     */
    protected function killedAtEachPoint(string $verb, callable $prepare, callable $check): void
    {
        for ($point = 1; $point < self::MOST_POINTS; $point++) {
            $id = $prepare();
            [$process, $output] = TestProcess::start($verb, $id, diesAt: $point);
            $said = (string) stream_get_contents($output);
            $status = proc_get_status($process);
            proc_close($process);
            self::assertSame('', $said, "$verb, point $point");
            try {
                $check($id);
            } catch (\Throwable $exception) {
                self::fail("$verb, killed at point $point: $exception");
            }
            if (!$status['signaled'] && !$status['running']) {
                self::assertSame(0, $status['exitcode']);
                self::assertGreaterThan(4, $point, 'it was killed now and then');

                return;
            }
        }
        self::fail("$verb has no end");
    }
}
