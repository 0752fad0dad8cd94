<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Admin\Transactions\Criteria;
use Plugin\jtl_twint\src\Admin\Transactions\TransactionSearch;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Express\CheckIn;
use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Twint\CheckInPhase;

/** The life of a check-in: from the basket to an order that is paid, or to nothing at all. */
final class ExpressTest extends PaymentTestCase
{
    private const HOME = 'Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH';

    public function testABuyerChecksInAndTheOrderIsWrittenAndPaidOnce(): void
    {
        $checkIn = $this->start();
        self::assertSame(CheckInPhase::Waiting, $checkIn->phase());
        self::assertMatchesRegularExpression('/^T[0-9A-Z]{6}$/', (string) $checkIn->pairingToken);
        $this->twint->checkIn('scan', $checkIn->pairingUuid);
        self::assertSame(CheckInPhase::Waiting, $this->look($checkIn)->phase());

        $this->approve($checkIn);
        $ordered = $this->look($checkIn);
        $payment = $this->payment($ordered);
        self::assertSame('49.00', $payment->amount);
        self::assertSame($checkIn->pairingUuid, $payment->checkIn);
        self::assertSame(['orderConfirmation'], $this->world->shop->saidOf($payment->orderId));
        self::assertSame('P', $this->world->shop->fetched($payment->orderId));
        self::assertSame(
            'Eulalia Zumthor Nussbaumweg 77 3999 Oberwald CH eulalia@zumthor.example +41798887766 +41798887766',
            $this->addressOf($payment),
        );
        $this->assertNothingKept($checkIn);

        $this->assertPaidOnce($this->payments()->settle($payment, Initiator::buyer()), '49.00');
        $this->makeCheckInsDue();
        self::assertSame(CheckInPhase::Over, $this->look($ordered)->phase());
        self::assertSame(1, $this->twint->calls('StartOrder'));
    }

    public function testWhatTheBuyerHandsOverIsSealedUntilTheOrderIsWritten(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->world->pdo->exec('RENAME TABLE tbestellung TO gone');
        try {
            $this->look($checkIn);
        } finally {
            $this->world->pdo->exec('RENAME TABLE gone TO tbestellung');
        }
        $row = $this->row($checkIn);
        self::assertSame('over', $row['phase']);
        self::assertSame('shop', $row['reason']);
        $this->assertNothingKept($checkIn);
        self::assertStringNotContainsString('Zumthor', json_encode($this->world->log, JSON_THROW_ON_ERROR));
    }

    public function testDataThatAProcessDidNotLiveToUseAreSealedInTheRow(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        for ($point = 1; $this->row($checkIn)['customer'] === null; $point++) {
            self::assertLessThan(40, $point);
            [$process, $output] = TestProcess::start('express look', $checkIn->id, diesAt: $point);
            stream_get_contents($output);
            proc_close($process);
            $this->makeCheckInsDue();
        }
        $row = $this->row($checkIn);
        self::assertSame('data_received', $row['phase']);
        self::assertSame('post', $row['chosen']);
        foreach (['Eulalia', 'Zumthor', 'Nussbaum', 'Oberwald', '8887766'] as $private) {
            self::assertStringNotContainsString($private, implode("\n", array_map(strval(...), $row)));
        }
        // What TWINT shows once more is what was written down.
        $this->assertPaidOnce(
            $this->payments()->settle($this->payment($this->look($checkIn)), Initiator::buyer()),
            '49.00',
        );
    }

    /** @return iterable<string, array{string, string}> */
    public static function endsOnThePhone(): iterable
    {
        yield 'the buyer declines' => ['decline', 'ended'];
        yield 'it lapses' => ['expire', 'ended'];
    }

    /** @dataProvider endsOnThePhone */
    public function testWhatEndsOnThePhoneOrdersNothing(string $does, string $reason): void
    {
        $checkIn = $this->start();
        $this->twint->checkIn('scan', $checkIn->pairingUuid);
        $this->twint->checkIn($does, $checkIn->pairingUuid);
        $over = $this->look($checkIn);
        self::assertSame(CheckInPhase::Over, $over->phase());
        self::assertSame($reason, $over->reason);
        $this->assertNothingOrdered($checkIn);
    }

    public function testThatAPhoneHasItIsKnownWhereTwintSaysSo(): void
    {
        $this->twint->set(['checkInQuirks' => ['scanned' => 'active']]);
        $checkIn = $this->start();
        self::assertFalse($this->look($checkIn)->onPhone);
        $this->twint->checkIn('scan', $checkIn->pairingUuid);
        $scanned = $this->look($checkIn);
        self::assertSame([CheckInPhase::Waiting, true], [$scanned->phase(), $scanned->onPhone]);
        self::assertTrue($this->look($checkIn)->onPhone);
        $this->approve($checkIn);
        self::assertSame(CheckInPhase::OrderStarted, $this->look($checkIn)->phase());
    }

    public function testABuyerWhoLeavesEndsItAtTwint(): void
    {
        $checkIn = $this->start();
        $over = $this->checkIns()->end($checkIn, CheckIn::LEFT);
        self::assertSame(CheckInPhase::Over, $over->phase());
        self::assertSame('left', $over->reason);
        self::assertSame(1, $this->twint->calls('CancelCheckIn'));
        $this->assertNothingOrdered($checkIn);
    }

    public function testWhatTheShopRefusesIsCancelledBeforeMoneyMoves(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn, address: 'Hans|Muster|Hauptstrasse 1|79098|Freiburg|DE');
        $over = $this->look($checkIn);
        self::assertSame(CheckInPhase::Over, $over->phase());
        self::assertSame('abroad', $over->reason);
        self::assertSame(1, $this->twint->calls('CancelCheckIn'));
        $this->assertNothingOrdered($checkIn);
    }

    public function testAnotherAmountThanThePhoneShowedIsNeverCharged(): void
    {
        $checkIn = $this->start(['post' => '49.05', 'fetch' => '42.00']);
        $this->approve($checkIn);
        $over = $this->look($checkIn);
        self::assertSame('amount', $over->reason);
        self::assertSame(CheckInPhase::Over, $over->phase());
        $this->assertNothingOrdered($checkIn);
    }

    public function testACancellationThatTwintDoesNotAnswerIsTriedAgain(): void
    {
        $checkIn = $this->start(['post' => '49.05', 'fetch' => '42.00']);
        $this->approve($checkIn);
        $this->twint->fail('resetAfterRequest', 'CancelCheckIn');
        self::assertSame(CheckInPhase::DataReceived, $this->look($checkIn)->phase());
        $this->twint->heal();
        $this->makeCheckInsDue();
        $over = $this->look($checkIn);
        self::assertSame(CheckInPhase::Over, $over->phase());
        self::assertSame('amount', $over->reason);
        $this->assertNothingOrdered($checkIn);
    }

    public function testAStartWhoseAnswerIsLostIsOver(): void
    {
        $this->twint->fail('resetAfterRequest', 'RequestFastCheckoutCheckIn');
        $checkIn = $this->start();
        self::assertSame(CheckInPhase::Over, $checkIn->phase());
        self::assertSame(1, $this->twint->calls('RequestFastCheckoutCheckIn'));
        $this->assertNothingOrdered($checkIn);
    }

    public function testAnOrderWhoseStartIsLostIsLookedUpAndPaidOnce(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->twint->fail('resetAfterProcessing', 'StartOrder');
        $payment = $this->payment($this->look($checkIn));
        $this->twint->heal();
        for ($turn = 0; $turn < 5 && $this->fresh($payment)->isOpen(); $turn++) {
            $this->sweep();
        }
        self::assertLessThanOrEqual(1, $this->twint->calls('StartOrder'));
        self::assertCount(1, $this->orders());
        $after = $this->fresh($payment);
        $after->phase === 'captured' ? $this->assertPaidOnce($after, '49.00') : $this->assertNothingTaken($after);
    }

    public function testAStartThatReachesTwintLateIsFoundAndPaidOnce(): void
    {
        $payment = $this->startLost();
        $this->turns(3);
        self::assertSame('uncertain', $this->fresh($payment)->phase, 'TWINT may still be at it');
        \Twint\payment_init(
            $this->world->get(MerchantFactory::class)->for($payment),
            $payment->reference,
            $payment->amount,
            $payment->capture(),
            $payment->checkIn,
        );
        $this->turns(3);
        $this->assertPaidOnce($this->fresh($payment), '49.00');
    }

    public function testAStartThatTwintDoesNotHaveAMinuteLaterNeverArrived(): void
    {
        $payment = $this->startLost();
        $this->passAMinute();
        $this->turns(1);
        self::assertSame('failed', $this->fresh($payment)->phase);
        $this->assertNothingTaken($this->fresh($payment));
        $this->unwatchedSweep();
        self::assertSame(1, $this->twint->calls('CancelCheckIn'), 'given back, so that nobody can start it any more');
        self::assertSame('over', $this->world->pdo->query('SELECT phase FROM xplugin_jtl_twint_check_in')->fetchColumn());
    }

    public function testACheckInWhoseOrderTwintRefusesIsGivenBackAtOnce(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->twint->fail(['fault' => ['element' => 'PairingError', 'processed' => false]], 'StartOrder');
        $after = $this->look($checkIn);
        self::assertSame('failed', $this->payment($after)->phase);
        self::assertSame([CheckInPhase::Over, 1], [$after->phase(), $this->twint->calls('CancelCheckIn')]);
    }

    /** TWINT does not have the order; nobody knows whether it gets it yet. */
    private function startLost(): Transaction
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->twint->fail('resetAfterRequest', 'StartOrder');
        $payment = $this->payment($this->look($checkIn));
        $this->twint->heal();

        return $payment;
    }

    /** After which TWINT is done with every call. */
    private function passAMinute(): void
    {
        $this->sql('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 61 SECOND');
    }

    private function turns(int $number): void
    {
        for ($turn = 0; $turn < $number; $turn++) {
            $this->makeDue();
            $this->sweep();
        }
    }

    public function testAPurchaseGoesOnWhileThePluginsTablesAreOlderThanItsFiles(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        OlderTables::during($this->world->pdo, function () use ($checkIn): void {
            self::assertSame(CheckInPhase::Over, $this->look($checkIn)->phase());
            self::assertCount(0, $this->orders(), 'no payment begins in older tables; the buyer is told');
        });
    }

    public function testTwoTabsWriteOneOrder(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->makeCheckInsDue();
        $this->together(array_fill(0, 4, ['express look', $checkIn->id]));
        self::assertCount(1, $this->orders());
        self::assertSame(1, $this->twint->calls('StartOrder'));
    }

    public function testAProcessThatDiesAnywhereLeavesOneOrderOrNone(): void
    {
        $this->killedAtEachPoint(
            'express look',
            function (): int {
                $this->world = World::fresh($this->twint);
                $this->twint->reset();
                $checkIn = $this->start();
                $this->approve($checkIn);

                return $checkIn->id;
            },
            function (int $id): void {
                $rows = $this->world->get(CheckInRepository::class);
                $diedBeforeSending = $this->confirmationsNoted() > count($this->confirmations());
                for ($turn = 0; $turn < 4; $turn++) {
                    $this->makeCheckInsDue();
                    $this->checkIns()->look($rows->get($id));
                    $this->sweep();
                    $this->passAMinute();
                }
                $checkIn = $rows->get($id);
                self::assertSame(CheckInPhase::Over, $checkIn->phase());
                self::assertCount(1, $this->orders());
                self::assertLessThanOrEqual(1, $this->twint->calls('StartOrder'));
                $payment = $this->payment($checkIn);
                $payment->phase === 'captured'
                    ? $this->assertPaidOnce($payment, '49.00')
                    : $this->assertNothingTaken($payment);
                self::assertContains($payment->phase, ['captured', 'failed', 'cancelled']);
                $this->assertNothingKept($checkIn);
                self::assertCount($diedBeforeSending ? 0 : 1, $this->confirmations());
            },
        );
    }

    public function testAnOrderThatTheDatabaseWroteAndCouldNotSaySoIsStartedAndConfirmed(): void
    {
        $this->world = World::fresh($this->twint, pdo: Servers::database(MuteCommit::class));
        $checkIn = $this->start();
        $this->approve($checkIn);
        $ordered = $this->look($checkIn);
        self::assertSame(CheckInPhase::OrderStarted, $ordered->phase());
        self::assertSame(1, $this->twint->calls('StartOrder'));
        $this->assertPaidOnce($this->payments()->settle($this->payment($ordered), Initiator::buyer()), '49.00');
        self::assertSame(1, $this->twint->calls('StartOrder'));
        self::assertCount(1, $this->orders());
        self::assertCount(1, $this->confirmations());
    }

    public function testAConfirmationThatWaitsForTheMoneyComesWithIt(): void
    {
        $this->configure(['mail' => 'paid']);
        $checkIn = $this->start();
        $this->approve($checkIn);
        $payment = $this->payment($this->look($checkIn));
        self::assertSame([], $this->confirmations());
        $this->assertPaidOnce($this->payments()->settle($payment, Initiator::buyer()), '49.00');
        self::assertCount(1, $this->confirmations());
    }

    public function testAProcessThatDiesWhileItBeginsLeavesNothingOpen(): void
    {
        $this->killedAtEachPoint(
            'express begin',
            function (): int {
                $this->world = World::fresh($this->twint);
                $this->twint->reset();

                return 0;
            },
            function (): void {
                $this->sql("UPDATE xplugin_jtl_twint_check_in SET claimed_until = UTC_TIMESTAMP(3), created_at = created_at - INTERVAL 601 SECOND,
                        next_poll_at = '2020-01-01'");
                $this->world->get(Sweep::class)->run();
                foreach ($this->world->pdo->query(
                    'SELECT phase, basket, customer FROM xplugin_jtl_twint_check_in',
                ) as $row) {
                    self::assertSame(['over', null, null], [$row['phase'], $row['basket'], $row['customer']]);
                }
                self::assertSame(0, $this->twint->calls('StartOrder'));
            },
        );
    }

    /** @return iterable<string, array{list<string>}> what the buyer does on the phone once the page is closed */
    public static function doneWithThePageClosed(): iterable
    {
        yield 'all of it' => [['scan', 'approve']];
        yield 'all of it, while nobody asked in between' => [['approve']];
    }

    /** @dataProvider doneWithThePageClosed */
    public function testWhatIsApprovedWithThePageClosedIsOrderedAndPaidByTheSweep(array $deeds): void
    {
        $checkIn = $this->start();
        $this->unwatchedSweep();
        foreach ($deeds as $deed) {
            $deed === 'approve' ? $this->approve($checkIn) : $this->twint->checkIn($deed, $checkIn->pairingUuid);
            $this->unwatchedSweep();
        }
        $payment = $this->payment($this->fromRow($checkIn));
        for ($turn = 0; $turn < 3; $turn++) {
            $this->sweep();
        }
        $this->assertPaidOnce($this->fresh($payment), '49.00');
        self::assertSame(1, $this->twint->calls('StartOrder'));
        self::assertSame(['orderConfirmation'], array_slice($this->world->shop->saidOf($payment->orderId), 0, 1));
        $this->unwatchedSweep();
        self::assertSame('over', $this->row($checkIn)['phase']);
        $this->assertNothingKept($checkIn);
        self::assertSame([], $this->world->shop->saidOf(0));
    }

    public function testAnOpenPageIsNotRunAheadOf(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->world->get(Sweep::class)->run();
        self::assertSame('waiting', $this->row($checkIn)['phase']);
        self::assertSame([], $this->orders());
    }

    public function testWhatNobodyApprovesInTimeEndsWithoutAWord(): void
    {
        $checkIn = $this->start();
        $this->unwatchedSweep();
        self::assertSame('waiting', $this->row($checkIn)['phase']);
        $this->age($checkIn, 601);
        $this->unwatchedSweep();
        self::assertSame('over', $this->row($checkIn)['phase']);
        self::assertSame(1, $this->twint->calls('CancelCheckIn'));
        $this->assertNothingOrdered($checkIn);
        self::assertSame([], $this->world->shop->saidOf(0));
    }

    public function testWhatIsSeenTooLateIsNotOrderedAndTheBuyerIsTold(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->age($checkIn, 1801);
        $this->unwatchedSweep();
        self::assertSame('over', $this->row($checkIn)['phase']);
        $this->assertNothingOrdered($checkIn);
        self::assertSame(['notOrdered timed_out'], $this->world->shop->saidOf(0));
    }

    public function testWhatTheShopRefusesWithThePageClosedIsCancelledAndTheBuyerIsToldOnce(): void
    {
        $checkIn = $this->start(['post' => '49.05', 'fetch' => '42.00']);
        $this->approve($checkIn);
        $this->twint->fail('resetAfterRequest', 'CancelCheckIn');
        $this->unwatchedSweep();
        self::assertSame([], $this->world->shop->saidOf(0));
        $this->twint->heal();
        $this->unwatchedSweep();
        $this->unwatchedSweep();
        self::assertSame('over', $this->row($checkIn)['phase']);
        $this->assertNothingOrdered($checkIn);
        self::assertSame(['notOrdered changed'], $this->world->shop->saidOf(0));
    }

    public function testWhoCancelsOnThePageNeedsNoMail(): void
    {
        $checkIn = $this->start();
        $this->approve($checkIn);
        $this->checkIns()->end($checkIn, CheckIn::LEFT);
        $this->assertNothingOrdered($checkIn);
        self::assertSame([], $this->world->shop->saidOf(0));
    }

    public function testAShopThatEndsEveryProcessOverTheOrderIsNotAskedForEver(): void
    {
        $checkIn = $this->start(['post' => 'exit', 'fetch' => 'exit']);
        $this->approve($checkIn);
        for ($sweep = 0; $sweep < 3; $sweep++) {
            $this->makeUnwatched();
            self::assertSame('the shop leaves', $this->sweptElsewhere());
            self::assertSame('data_received', $this->row($checkIn)['phase']);
        }
        $this->makeUnwatched();
        self::assertSame('', $this->sweptElsewhere());
        self::assertSame('over', $this->row($checkIn)['phase']);
        $this->assertNothingOrdered($checkIn);
    }

    public function testTheListShowsWhatWasBoughtByExpress(): void
    {
        $ordinary = $this->begin();
        $checkIn = $this->start();
        $this->approve($checkIn);
        $payment = $this->payment($this->look($checkIn));
        $search = $this->world->get(TransactionSearch::class);
        $ids = static fn(array $query): array => array_column($search->page(Criteria::of($query))->rows, 'id');
        self::assertEquals([$payment->id], $ids(['phase' => 'express']));
        self::assertEquals([$payment->id, $ordinary->id], $ids([]));
        self::assertEquals([], $ids(['phase' => 'express', 'to' => '2020-01-01']));
        self::assertEquals([$payment->id], $ids(['phase' => 'express', 'from' => '2020-01-01', 'sort' => 'amount']));
        self::assertSame(['phase' => 'express'], Criteria::of(['phase' => 'express'])->toQuery());
    }

    // ── what the tests look at ──

    private function checkIns(): CheckIns
    {
        return $this->world->get(CheckIns::class);
    }

    public function testACheckInThatCameToNothingIsErasedAfterTwoMonths(): void
    {
        foreach ([
            ['over',    'NULL', 61],
            ['over',    'NULL', 59],
            ['over',    '5',    61],
            ['waiting', 'NULL', 61],
        ] as $n => [$phase, $transaction, $days]) {
            $this->sql(
                "INSERT INTO xplugin_jtl_twint_check_in (token, phase, environment, store_uuid, net, shipping, language,
                    transaction_id, created_at, updated_at, next_poll_at)
                SELECT LPAD($n, 43, 'x'), '$phase', 'testing', '', 1, '[]', 'ger', $transaction, at, at, at
                FROM (SELECT UTC_TIMESTAMP(3) - INTERVAL $days DAY AS at) days",
            );
        }
        $this->world->get(CheckInRepository::class)->clear();
        self::assertSame(
            ['1', '2', '3'],
            $this->world
                ->pdo
                ->query('SELECT RIGHT(token, 1) FROM xplugin_jtl_twint_check_in ORDER BY token')
                ->fetchAll(\PDO::FETCH_COLUMN),
        );
    }

    private function start(?array $totals = null): CheckIn
    {
        $shop = $this->world->shop;
        $checkIn = $this->checkIns()->begin($totals === null ? $shop->basket() : $shop->basket($totals));
        $this->makeCheckInsDue();

        return $this->world->get(CheckInRepository::class)->get($checkIn->id);
    }

    private function look(CheckIn $checkIn): CheckIn
    {
        $this->makeCheckInsDue();

        return $this->checkIns()->look($this->world->get(CheckInRepository::class)->get($checkIn->id));
    }

    private function approve(CheckIn $checkIn, string $shipping = 'post', string $address = self::HOME): void
    {
        $this->twint->checkIn('approve', $checkIn->pairingUuid, [
            'shippingMethodId' => $shipping,
            'customer' => [
                'shipping_address' => $address,
                'email' => 'eulalia@zumthor.example',
                'phone_number' => '+41 79 888 77 66',
            ],
        ]);
    }

    private function makeCheckInsDue(): void
    {
        $this->sql(
            'UPDATE xplugin_jtl_twint_check_in SET claimed_until = UTC_TIMESTAMP(3), next_poll_at = LEAST(next_poll_at, UTC_TIMESTAMP(3))',
        );
    }

    /** Nobody asks about it any more. */
    private function makeUnwatched(): void
    {
        $this->sql(
            'UPDATE xplugin_jtl_twint_check_in SET claimed_until = UTC_TIMESTAMP(3), next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 21 SECOND',
        );
    }

    private function unwatchedSweep(): void
    {
        $this->makeUnwatched();
        $this->world->get(Sweep::class)->run();
    }

    /** A sweep in a process of its own. */
    private function sweptElsewhere(): string
    {
        [$process, $output] = TestProcess::start('sweep');
        $said = (string) stream_get_contents($output);
        proc_close($process);

        return $said;
    }

    private function age(CheckIn $checkIn, int $seconds): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_check_in SET created_at = created_at - INTERVAL $seconds SECOND WHERE id = $checkIn->id",
        );
    }

    private function fromRow(CheckIn $checkIn): CheckIn
    {
        return $this->world->get(CheckInRepository::class)->get($checkIn->id);
    }

    private function payment(CheckIn $checkIn): Transaction
    {
        self::assertNotNull($checkIn->transactionId, (string) $checkIn->reason);

        return $this->world->get(TransactionRepository::class)->get($checkIn->transactionId);
    }

    /** @return array<string, mixed> */
    private function row(CheckIn $checkIn): array
    {
        return $this->world
            ->pdo
            ->query("SELECT * FROM xplugin_jtl_twint_check_in WHERE id = $checkIn->id")
            ->fetch(\PDO::FETCH_ASSOC);
    }

    /** @return list<array<string, mixed>> */
    private function orders(): array
    {
        return $this->world->pdo->query('SELECT * FROM tbestellung')->fetchAll(\PDO::FETCH_ASSOC);
    }

    /** @return list<string> the orders of which the buyer was told */
    private function confirmations(): array
    {
        return $this->world
            ->pdo
            ->query("SELECT kBestellung FROM said WHERE what = 'orderConfirmation'")
            ->fetchAll(\PDO::FETCH_COLUMN);
    }

    private function confirmationsNoted(): int
    {
        return (int) $this->world
            ->pdo
            ->query("SELECT COUNT(*) FROM xplugin_jtl_twint_event WHERE event = 'confirmation_sent'")
            ->fetchColumn();
    }

    private function addressOf(Transaction $payment): string
    {
        return (string) $this->world
            ->pdo
            ->query("SELECT address FROM tbestellung WHERE kBestellung = $payment->orderId")
            ->fetchColumn();
    }

    private function assertNothingKept(CheckIn $checkIn): void
    {
        $row = $this->row($checkIn);
        self::assertSame([null, null, null, null], [
            $row['basket'],
            $row['goods'],
            $row['customer'],
            $row['pairing_token'],
        ]);
    }

    private function assertNothingOrdered(CheckIn $checkIn): void
    {
        self::assertSame([], $this->orders());
        self::assertSame(0, $this->twint->calls('StartOrder'));
        self::assertSame('0.00', $this->twint->captured());
        $this->assertNothingKept($checkIn);
    }
}
