<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Admin\Bookings\Accounts;
use Plugin\jtl_twint\src\Admin\Bookings\BananaFile;
use Plugin\jtl_twint\src\Admin\Bookings\BookingsCsv;
use Plugin\jtl_twint\src\Admin\Bookings\DailyChart;
use Plugin\jtl_twint\src\Admin\Bookings\Days;
use Plugin\jtl_twint\src\Admin\Bookings\Movement;
use Plugin\jtl_twint\src\Admin\Bookings\Movements;
use Plugin\jtl_twint\src\Admin\Transactions\AskedDays;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Outcome;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Twint\MovementKind;

/** What moved at TWINT is in the files for the bookkeeping: once, on its day, and with the right sums. */
final class BookingsTest extends MoneyTestCase
{
    public function testEachMovementIsOneRowAndTheSumsAreThoseOfTheBooks(): void
    {
        $t = $this->captured('50.00');
        $this->refund($t, '12.35');
        $part = $this->approved('86.38');
        $this->manual()->capture(
            $part,
            new CaptureRequest(RequestKey::random(), [], '57.30', true),
            Initiator::admin('Anna'),
        );
        $this->payments()->cancel($this->approved('20.00'), Initiator::admin('Anna'));
        $this->payments()->cancel($this->begin('10.00'), Initiator::buyer());
        self::assertEqualsCanonicalizing(
            [
                [MovementKind::Capture, '50.00', $t->reference],
                [MovementKind::Refund, '12.35', $t->reference . '-R'],
                [MovementKind::Capture, '57.30', $part->reference],
                [MovementKind::Release, '29.08', $part->reference],
                [
                    MovementKind::Release,
                    '20.00',
                    $this->world
                        ->pdo
                        ->query('SELECT reference FROM xplugin_jtl_twint_transaction WHERE amount = 20')
                        ->fetchColumn(),
                ],
            ],
            array_map(static fn(Movement $movement): array => [
                $movement->kind,
                $movement->amount,
                (string) preg_replace('/-R.*/', '-R', $movement->reference),
            ], $this->movements()),
        );
        self::assertSame(
            [
                'captured' => '107.30',
                'refunded' => '12.35',
                'net' => '94.95',
                'fees' => '0.00',
                'left' => '94.95',
                'number' => 5,
            ],
            $this->world->get(Movements::class)->totals($this->days()->first, $this->days()->end(), 'testing'),
        );
    }

    public function testTotalsTogetherAreThoseOfTheWholeRange(): void
    {
        foreach (['2026-07-30 10:00:00', '2026-07-31 10:00:00', '2026-07-31 11:00:00'] as $at) {
            $this->moved($this->captured('0.10'), $at);
        }
        $days = Days::between(new \DateTimeImmutable('2026-07-29'), new \DateTimeImmutable('2026-07-31'));
        $movements = $this->world->get(Movements::class);
        $each = [];
        foreach ($days->each() as $day) {
            $each[] = $movements->totals($day, $day->modify('+1 day'), 'testing');
        }
        self::assertSame(['0.00', '0.10', '0.20'], array_column($each, 'captured'));
        self::assertSame($movements->totals($days->first, $days->end(), 'testing'), Movements::together($each));
        self::assertSame('0.00', Movements::together([])['net']);
    }

    public function testWhatWasCapturedWithoutACallOfOursIsThereToo(): void
    {
        $t = $this->captured('50.00');
        // As where TWINT's portal was used.
        $this->sql("DELETE FROM xplugin_jtl_twint_operation WHERE transaction_id = $t->id AND kind = 'capture'");
        $movements = $this->movements();
        self::assertSame(
            [[MovementKind::Capture, '50.00']],
            array_map(static fn(Movement $movement): array => [$movement->kind, $movement->amount], $movements),
        );
    }

    /** The phase stays what it is, since a part was paid back before. */
    public function testWhatTheLastCaptureLeavesIsReleasedAlsoAfterARefund(): void
    {
        $t = $this->approved('100.00');
        $capture = fn(string $amount, bool $final): Outcome => $this->manual()->capture(
            $this->fresh($t),
            new CaptureRequest(RequestKey::random(), [], $amount, $final),
            Initiator::admin('Anna'),
        );
        $capture('60.00', false);
        $this->refund($t, '10.00');
        $capture('20.00', true);
        self::assertSame('partially_refunded', $this->fresh($t)->phase);
        self::assertSame(
            [
                [MovementKind::Capture, '60.00'],
                [MovementKind::Refund,  '10.00'],
                [MovementKind::Capture, '20.00'],
                [MovementKind::Release, '20.00'],
            ],
            array_map(static fn(Movement $movement): array => [$movement->kind, $movement->amount], $this->movements()),
        );
    }

    public function testTheFeeStandsWithTheLastCaptureAndTheSumsAreNetOfIt(): void
    {
        $this->twint->set(['quirks' => ['feePerMille' => 13]]);
        $parts = $this->approved('100.00');
        foreach (['70.00' => false, '30.00' => true] as $amount => $final) {
            $this->manual()->capture(
                $parts,
                new CaptureRequest(RequestKey::random(), [], (string) $amount, $final),
                Initiator::admin('Anna'),
            );
            $fees = array_map(static fn(Movement $movement): ?string => $movement->fee, $this->movements());
            self::assertSame($final ? [null, '1.30'] : [null], $fees, $amount);
        }
        $this->refund($this->captured('50.00'), '10.00');
        $lines = array_map(
            static fn(string $line): array => explode(';', trim($line)),
            iterator_to_array($this->world->get(BookingsCsv::class)->lines($this->days()), false),
        );
        self::assertSame(
            [
                ['70.00',  '',     '70.00',  '70.00'],
                ['30.00',  '1.30', '28.70',  '98.70'],
                ['50.00',  '0.65', '49.35',  '148.05'],
                ['-10.00', '',     '-10.00', '138.05'],
            ],
            array_map(
                static fn(array $line): array => [$line[7], $line[10], $line[11], $line[12]],
                array_slice($lines, 1),
            ),
        );
        $totals = $this->world->get(Movements::class)->totals($this->days()->first, $this->days()->end(), 'testing');
        self::assertSame(['140.00', '1.95', '138.05'], [$totals['net'], $totals['fees'], $totals['left']]);
    }

    public function testAFeeThatTwintSaysLaterIsNotedByTheReconciliation(): void
    {
        $t = $this->captured('50.00');
        self::assertNull($this->movements()[0]->fee);
        $this->twint->set(['quirks' => ['feePerMille' => 13]]);
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 1 HOUR WHERE id = $t->id",
        );
        $this->world->get(Reconciliation::class)->run(
            new \DateTimeImmutable('yesterday'),
            new \DateTimeImmutable('tomorrow'),
            new \DateTimeImmutable('+1 hour'),
        );
        self::assertSame('0.65', $this->movements()[0]->fee);
    }

    public function testAMovementIsOnTheDayOfTheMerchantsWallAndSumsBeginAnew(): void
    {
        foreach (['2026-07-31 21:59:59', '2026-07-31 22:00:00', '2026-08-01 21:59:59'] as $at) {
            $this->moved($this->captured('10.10'), $at);
        }
        $zone = date_default_timezone_get();
        date_default_timezone_set('Europe/Zurich');
        try {
            $days = Days::between(new \DateTimeImmutable('2026-07-31'), new \DateTimeImmutable('2026-08-01'));
            $lines = array_map(
                static fn(string $line): array => explode(';', trim($line)),
                iterator_to_array($this->world->get(BookingsCsv::class)->lines($days), false),
            );
            $banana = iterator_to_array(
                $this->world->get(BananaFile::class)->lines($days, Accounts::of('1091', "x\t", '6941')),
                false,
            );
        } finally {
            date_default_timezone_set($zone);
        }
        self::assertSame(
            [
                ['2026-07-31 23:59:59', '10.10', '10.10', '10.10'],
                ['2026-08-01 00:00:00', '10.10', '10.10', '10.10'],
                ['2026-08-01 23:59:59', '10.10', '20.20', '20.20'],
            ],
            array_map(
                static fn(array $line): array => [$line[0], $line[6], $line[8], $line[9]],
                array_slice($lines, 1),
            ),
        );
        // Test payments are no entries of anybody's books.
        self::assertSame(["Date\tDoc\tDocInvoice\tDescription\tAccountDebit\tAccountCredit\tAmount\r\n"], $banana);
    }

    /** More than are held in memory at once, and many of them in one second. */
    public function testADayWithThousandsOfMovementsIsWholeAndInOrder(): void
    {
        $t = $this->captured('50.00');
        $this->sql("UPDATE xplugin_jtl_twint_operation SET finished_at = '2026-07-30 10:00:00'");
        $this->sql(
            "INSERT INTO xplugin_jtl_twint_operation (id, transaction_id, kind, amount, state, actor, created_at, finished_at)
            SELECT 1000000 + seq, $t->id, 'refund', seq, 'done', 'admin', UTC_TIMESTAMP(3),
                '2026-07-31 02:00:00.000' + INTERVAL IF(seq < 1200, seq DIV 2, 500 * seq) * 1000 MICROSECOND
            FROM seq_1_to_4000",
        );
        $days = Days::between(new \DateTimeImmutable('2026-07-31'), new \DateTimeImmutable('2026-07-31'));
        $found = array_map(
            static fn(Movement $movement): int => (int) $movement->amount,
            iterator_to_array($this->world->get(Movements::class)->of($days, 'testing'), false),
        );
        self::assertSame(range(1, 4000), $found);
    }

    public function testAnEntryOfACaptureAndOfARefundAreEachOthersOpposite(): void
    {
        $this->twint->set(['quirks' => ['feePerMille' => 13]]);
        $t = $this->captured('50.00');
        $this->refund($t, '12.35');
        $this->invoice($t, 'R-2026-17');
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET environment = 'production'");
        $lines = iterator_to_array(
            $this->world->get(BananaFile::class)->lines($this->days(), Accounts::of('1091', "x\t", '6941')),
            false,
        );
        $cells = array_map(static fn(string $line): array => explode("\t", trim($line)), array_slice($lines, 1));
        self::assertSame(
            [
                ['R-2026-17', '1091', '1100', '50.00'],
                ['R-2026-17', '6941', '1091', '0.65'],
                ['R-2026-17', '1100', '1091', '12.35'],
            ],
            array_map(static fn(array $line): array => [$line[2], ...array_slice($line, 4)], $cells),
        );
    }

    public function testTheInvoiceStandsWhereWawiWritesItIntoAnAttributeOfTheOrder(): void
    {
        $t = $this->captured('50.00');
        $other = $this->captured('20.00');
        $this->invoice($t, 'R-2026-17');
        $this->sql(
            "INSERT INTO tbestellattribut (kBestellung, cName, cValue) VALUES ($other->orderId, 'Invoice', 'R-2026-18')",
        );
        self::assertSame(['R-2026-17', ''], $this->invoices());
        $this->configure(['invoice_attribute' => 'Invoice']);
        self::assertSame(['', 'R-2026-18'], $this->invoices());
    }

    public function testTheSumOfTheMonthKnowsWhatMovedBeforeTheFirstDayOfTheFile(): void
    {
        foreach (['2026-07-31 12:00:00', '2026-08-03 12:00:00', '2026-08-20 12:00:00', '2026-09-01 12:00:00'] as $at) {
            $this->moved($this->captured('10.10'), $at);
        }
        self::assertSame(
            [['10.10', '20.20'], ['10.10', '10.10']],
            array_map(static fn(array $line): array => [
                $line[8],
                $line[9],
            ], $this->csv(Days::between(new \DateTimeImmutable('2026-08-15'), new \DateTimeImmutable('2026-09-10')))),
        );
    }

    public function testTheBooksOfALiveShopHaveNoTestPayments(): void
    {
        $this->captured('50.00');
        $this->configure(['environment' => 'production']);
        self::assertSame([], $this->csv($this->days()));
    }

    public function testDaysThatCannotBeShownStayAsTypedAndAreNoOthers(): void
    {
        foreach ([
            ['2026-11-28', '2026-11-27', 'to',   'twint.days.order'],
            ['2025-01-01', '2026-11-27', 'to',   'twint.days.most'],
            ['2025-11-26', '2026-11-27', 'to',   'twint.days.most'],
            ['2026-02-30', '2026-03-01', 'from', 'twint.days.order'],
            ['2026-03-01', '',           'to',   'twint.days.order'],
            ['',           '2026-03-01', 'from', 'twint.days.order'],
        ] as [$from, $to, $wrong, $problem]) {
            $asked = AskedDays::of($from, $to, Days::MOST);
            self::assertSame([$from, $to, $wrong, $problem], [
                $asked->from,
                $asked->to,
                $asked->wrong,
                $asked->problem?->key,
            ]);
            self::assertNull(Days::asked($asked));
        }
        $nonsense = AskedDays::of(['x'], null, Days::MOST);
        self::assertSame(['', '', 'from'], [$nonsense->from, $nonsense->to, $nonsense->wrong]);
        self::assertSame('Choose 31 days at most.', AskedDays::of('2026-01-01', '2026-02-01', 31)->problem?->text());
        $year = AskedDays::of('2025-11-27', '2026-11-27', Days::MOST);
        self::assertSame([null, ''], [$year->problem, $year->wrong]);
        self::assertCount(366, iterator_to_array(Days::asked($year)->each(), false));
    }

    public function testAPageThatIsAskedForNoDaysIsOfThisMonth(): void
    {
        $days = Days::ofThisMonth(new \DateTimeImmutable('2026-11-27 15:00'));
        self::assertSame(['2026-11-01 00:00', '2026-11-27 00:00'], [
            $days->first->format('Y-m-d H:i'),
            $days->last->format('Y-m-d H:i'),
        ]);
    }

    public function testBarsFillTheChart(): void
    {
        $day = static fn(string $captured, string $refunded): array => [
            'day' => '',
            'captured' => $captured,
            'refunded' => $refunded,
        ];
        $chart = DailyChart::of([$day('30.00', '0.00'), $day('0.00', '10.00')]);
        self::assertSame((float) $chart['height'], $chart['bars'][0]['up'] + $chart['bars'][1]['down']);
        self::assertSame($chart['line'], $chart['bars'][0]['up']);
    }

    private function moved(Transaction $t, string $utc): void
    {
        $this->sql("UPDATE xplugin_jtl_twint_operation SET finished_at = '$utc' WHERE transaction_id = $t->id");
        $this->sql("UPDATE xplugin_jtl_twint_event SET at = '$utc' WHERE transaction_id = $t->id");
    }

    private function invoice(Transaction $t, string $number): void
    {
        $this->sql(
            "INSERT INTO tbestellattribut (kBestellung, cName, cValue) VALUES ($t->orderId, 'Rechnungsnummer', '$number')",
        );
    }

    /** @return list<string> */
    private function invoices(): array
    {
        return array_map(static fn(array $line): string => $line[3], $this->csv($this->days()));
    }

    /** @return list<list<string>> without the headings */
    private function csv(Days $days): array
    {
        return array_map(
            static fn(string $line): array => explode(';', trim($line)),
            array_slice(iterator_to_array($this->world->get(BookingsCsv::class)->lines($days), false), 1),
        );
    }

    /** @return list<Movement> */
    private function movements(): array
    {
        return iterator_to_array($this->world->get(Movements::class)->of($this->days(), 'testing'), false);
    }

    private function days(): Days
    {
        $today = new \DateTimeImmutable();

        return Days::between($today->modify('-1 day'), $today->modify('+1 day'));
    }
}
