<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Checkout\Bestellung;
use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Admin\Transactions\Criteria;
use Plugin\jtl_twint\src\Admin\Transactions\CsvExport;
use Plugin\jtl_twint\src\Admin\Transactions\Picked;
use Plugin\jtl_twint\src\Admin\Transactions\TransactionSearch;
use Plugin\jtl_twint\src\Payment\Attention;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Payment\SearchTerms;

final class TransactionListTest extends TestCase
{
    private Twint $twint;
    private World $world;

    protected function setUp(): void
    {
        $this->twint = new Twint();
        $this->twint->reset();
        $this->world = World::fresh($this->twint);
    }

    /** @param array<string, string|int|null> $values */
    private function row(array $values = []): int
    {
        static $number = 0;
        $number++;
        $values += [
            'order_id' => $number,
            'order_number' => "N$number",
            'attempt' => 1,
            'reference' => "shop-N$number-1",
            'token' => str_pad((string) $number, 43, 'x', STR_PAD_LEFT),
            'twint_uuid' => sprintf('%08x-0000-4000-8000-000000000000', $number),
            'phase' => 'captured',
            'capture_mode' => 'immediate',
            'environment' => 'testing',
            'store_uuid' => '',
            'amount' => '42.00',
            'created_at' => '2026-03-10 12:00:00.000',
            'updated_at' => '2026-03-10 12:00:00.000',
            'expires_at' => '2026-03-10 12:00:00.000',
            'next_poll_at' => '2036-01-01 00:00:00.000',
        ];
        $this->world
            ->pdo
            ->prepare(
                'INSERT INTO xplugin_jtl_twint_transaction ('
                . implode(', ', array_keys($values))
                . ') VALUES (:'
                . implode(', :', array_keys($values))
                . ')',
            )
            ->execute($values);

        return (int) $this->world->pdo->lastInsertId();
    }

    /**
     * @param array<string, string> $query
     * @return list<int>
     */
    private function ids(array $query, int $size = 25): array
    {
        return array_map(
            static fn(array $row): int => (int) $row['id'],
            $this->world->get(TransactionSearch::class)->page(Criteria::of($query), $size)->rows,
        );
    }

    /** @return iterable<string, array{array<string, string>}> */
    public static function orders(): iterable
    {
        yield 'newest first' => [[]];
        yield 'oldest first' => [['order' => 'asc']];
        yield 'dearest first' => [['sort' => 'amount']];
        yield 'cheapest first' => [['sort' => 'amount', 'order' => 'asc']];
        yield 'of a phase' => [['phase' => 'captured']];
        yield 'of a phase, dearest first' => [['phase' => 'captured', 'sort' => 'amount']];
        yield 'of a month' => [['from' => '2026-03-01', 'to' => '2026-03-31']];
        yield 'of a month, cheapest first' => [[
            'from' => '2026-03-01',
            'to' => '2026-03-31',
            'sort' => 'amount',
            'order' => 'asc',
        ]];
        yield 'of a search' => [['search' => 'N']];
    }

    /**
     * @dataProvider orders
     * @param array<string, string> $query
     */
    public function testAllPagesTogetherShowEachRowOnceInOrderAndTheWayBackIsTheSame(array $query): void
    {
        // Many of the same amount and moment, so that a page ends in the middle of them.
        for ($i = 0; $i < 23; $i++) {
            $this->row([
                'amount' => ($i % 3) === 0 ? '42.00' : sprintf('%d.50', 10 + $i),
                'created_at' => sprintf('2026-03-%02d 12:00:00.000', 1 + intdiv($i, 4)),
                'phase' => $i === 7 ? 'failed' : 'captured',
            ]);
        }
        $search = $this->world->get(TransactionSearch::class);
        $whole = $this->ids($query);
        self::assertGreaterThan(20, count($whole));
        $seen = [];
        $pages = [];
        $position = [];
        do {
            $page = $search->page(Criteria::of($query + $position), 4);
            $pages[] = array_column($page->rows, 'id');
            $seen = [...$seen, ...array_map(intval(...), array_column($page->rows, 'id'))];
            $previous = $page->previous;
            $position = $page->next;
        } while ($position !== null);
        self::assertSame($whole, $seen);
        $back = $search->page(Criteria::of($query + (array) $previous), 4);
        self::assertSame($pages[count($pages) - 2], array_column($back->rows, 'id'));
    }

    public function testTheLastPageIsReachedAtOnce(): void
    {
        $ids = [];
        for ($i = 0; $i < 10; $i++) {
            $ids[] = $this->row();
        }
        $page = $this->world->get(TransactionSearch::class)->page(Criteria::of(['at' => 'last']), 4);
        self::assertSame([$ids[3], $ids[2], $ids[1], $ids[0]], array_map(intval(...), array_column($page->rows, 'id')));
        self::assertNull($page->next);
        self::assertNotNull($page->previous);
    }

    public function testADayIsADayOfTheShopsClock(): void
    {
        // Half past eleven at night in Zurich and Berlin, in winter.
        $evening = $this->row(['created_at' => '2026-03-10 22:30:00.000']);
        $night = $this->row(['created_at' => '2026-03-10 23:30:00.000']);
        self::assertSame([$evening], $this->ids(['from' => '2026-03-10', 'to' => '2026-03-10']));
        self::assertSame([$night], $this->ids(['from' => '2026-03-11', 'to' => '2026-03-11']));
    }

    public function testAPaymentIsFoundByNumberReferenceUuidAndAmount(): void
    {
        $this->row(['order_number' => 'B100', 'reference' => 'x-B100-1', 'amount' => '10.00']);
        $wanted = $this->row([
            'order_number' => 'B2001',
            'reference' => 'x-B2001-1',
            'amount' => '1234.50',
            'twint_uuid' => '0e9e2877-d688-4494-86b8-62b986d1bb8e',
        ]);
        foreach ([
            'B2001',
            'B20',
            ' b2001 ',
            'x-B2001-1',
            '0E9E2877-d688-4494-86b8-62b986d1bb8e',
            "1'234.50",
            'CHF 1234,5',
            '1234.50',
        ] as $text) {
            self::assertSame([$wanted], $this->ids(['search' => $text]), $text);
        }
        foreach (['%', '_', "' OR 1=1", 'B3', '1234.51'] as $text) {
            self::assertSame([], $this->ids(['search' => $text]), $text);
        }
    }

    public function testAPaymentIsFoundByTheUuidOfItsRefund(): void
    {
        $id = $this->row();
        $this->world->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, state, actor, twint_uuid, reference, created_at)
            VALUES ($id, 'refund', 'done', 'admin', '11111111-2222-4333-8444-555555555555', 'R-9', UTC_TIMESTAMP(3))",
        );
        self::assertSame([$id], $this->ids(['search' => '11111111-2222-4333-8444-555555555555']));
        self::assertSame([$id], $this->ids(['search' => 'R-9']));
    }

    public function testABuyerIsFoundByNamesAndTheirBeginningsOfWhichNoneIsKept(): void
    {
        $order = new Bestellung();
        $order->oRechnungsadresse = (object) [
            'cVorname' => 'Zoë',
            'cNachname' => 'Müller-Künzli',
            'cFirma' => 'Bäckerei Sonne AG',
            'cMail' => 'Zoe@example.com',
        ];
        $order->oKunde = (object) ['cKundenNr' => 'K-4711'];
        $id = $this->row();
        $this->row();
        $this->world->get(SearchTerms::class)->remember($id, $order);
        foreach ([
            'müller-künzli',
            'Muller-Kunzli',
            'zoe Müller-Künzli',
            'Müller-Künzli Zoë',
            'Sonne',
            'sonne bäckerei',
            'ZOE@example.com',
            'K-4711',
            'Zoë',
            'Mül',
            'Müller',
            'zoe mül',
            'Bäck Zoe',
            'Sonne Bäckerei Müll',
        ] as $text) {
            self::assertSame([$id], $this->ids(['search' => $text]), $text);
        }
        foreach (['Zoë Sommer', 'Mü', 'üller', 'zo mül', 'zoe@', 'K-47'] as $text) {
            self::assertSame([], $this->ids(['search' => $text]), $text);
        }
        $kept = (string) json_encode(
            $this->world->pdo->query('SELECT HEX(word) FROM xplugin_jtl_twint_word')->fetchAll(),
        );
        self::assertStringNotContainsStringIgnoringCase(bin2hex('sonne'), $kept);
        self::assertStringNotContainsStringIgnoringCase(bin2hex('son'), $kept);
    }

    /** An address that somebody cut within a letter. */
    public function testABrokenLetterInTheSearchIsNoneAndTheRestIsFound(): void
    {
        $order = new Bestellung();
        $order->oRechnungsadresse = (object) ['cVorname' => 'Anna', 'cNachname' => 'Muster'];
        $this->world->get(SearchTerms::class)->remember($id = $this->row(), $order);
        self::assertSame([$id], $this->ids(['search' => "Muster Anna \xC3"]));
    }

    public function testAFrequentNameIsFoundWithinARangeOfDaysHoweverManyAreNewer(): void
    {
        $order = new Bestellung();
        $order->oRechnungsadresse = (object) ['cVorname' => 'Anna', 'cNachname' => 'Muster'];
        $words = $this->world->get(SearchTerms::class);
        $words->remember($old = $this->row(['created_at' => '2026-02-10 12:00:00.000']), $order);
        for ($i = 0; $i <= Picked::MOST; $i++) {
            $words->remember($this->row(), $order);
        }
        $february = ['from' => '2026-02-01', 'to' => '2026-02-28'];
        self::assertSame([$old], $this->ids(['search' => 'Muster'] + $february));
        self::assertSame([$old], $this->ids(['search' => '42.00'] + $february));
        foreach ([['from' => '2026-04-01'], ['to' => '2026-02-01']] as $nothing) {
            $page = $this->world->get(TransactionSearch::class)->page(Criteria::of(['search' => 'Muster'] + $nothing));
            self::assertSame([], $page->rows);
            self::assertFalse($page->cut);
        }
    }

    public function testANewPaymentIsFoundByItsBuyer(): void
    {
        $order = $this->world->shop->newOrder();
        $order->oRechnungsadresse = (object) ['cVorname' => 'Anna', 'cNachname' => 'Beispiel'];
        $payment = $this->world->get(PaymentService::class)->begin($order, 'ger');
        self::assertSame([$payment->id], $this->ids(['search' => 'Anna Beispiel']));
    }

    public function testWhatNeedsAttentionIsFoundAndNothingElse(): void
    {
        $this->row();
        $this->row(['phase' => 'authorised', 'guarantee_until' => '2036-01-01 00:00:00']);
        $wanted = [
            $this->row(['phase' => 'uncertain']),
            $this->row(['phase' => 'authorised', 'guarantee_until' => gmdate('Y-m-d H:i:s', time() + 3600)]),
            $this->row(['phase' => 'partially_captured', 'guarantee_until' => gmdate('Y-m-d H:i:s', time() - 3600)]),
            $this->row(['duties' => 'send_mail']),
            $unknown = $this->row(),
        ];
        $this->world->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, state, actor, created_at)
            VALUES ($unknown, 'refund', 'unknown', 'admin', UTC_TIMESTAMP(3))",
        );
        self::assertSame(array_reverse($wanted), $this->ids(['phase' => 'attention']));
    }

    public function testReservationsThatEndSoonOrHaveEndedAreCounted(): void
    {
        $this->row(['phase' => 'authorised', 'guarantee_until' => '2036-01-01 00:00:00']);
        $this->row(['phase' => 'captured', 'guarantee_until' => gmdate('Y-m-d H:i:s', time() - 3600)]);
        self::assertSame(0, $this->world->get(Attention::class)->endingReservations());
        $this->row(['phase' => 'authorised', 'guarantee_until' => gmdate('Y-m-d H:i:s', time() + 3600)]);
        $this->row(['phase' => 'partially_captured', 'guarantee_until' => gmdate('Y-m-d H:i:s', time() - 3600)]);
        self::assertSame(2, $this->world->get(Attention::class)->endingReservations());
    }

    public function testTheDearestOfARangeAreThoseOfItsNewest(): void
    {
        // As it came about, the oldest has the lowest number.
        $older = $this->row(['amount' => '5000.00', 'created_at' => '2026-02-09 12:00:00.000']);
        $ids = [];
        for ($i = 0; $i < Picked::MOST; $i++) {
            $ids[] = $this->row(['amount' => sprintf('%d.50', 10 + $i)]);
        }
        $this->row(['phase' => 'failed', 'amount' => '999.00', 'created_at' => '2026-04-01 12:00:00.000']);
        $range = ['from' => '2026-03-01', 'to' => '2026-03-31', 'sort' => 'amount'];
        self::assertSame(array_reverse($ids), $this->ids($range, 300));
        self::assertSame(array_reverse($ids), $this->ids($range + ['phase' => 'captured'], 300));
        self::assertFalse($this->world->get(TransactionSearch::class)->page(Criteria::of($range))->cut);
        $range['from'] = '2026-02-01';
        self::assertNotContains($older, $this->ids($range, 300));
        self::assertTrue($this->world->get(TransactionSearch::class)->page(Criteria::of($range))->cut);
    }

    public function testASearchForHalfTheShopSaysThatItIsCut(): void
    {
        for ($i = 0; $i <= Picked::MOST; $i++) {
            $this->row();
        }
        self::assertTrue($this->world->get(TransactionSearch::class)->page(Criteria::of(['search' => 'N']))->cut);
        self::assertFalse($this->world->get(TransactionSearch::class)->page(Criteria::of([]))->cut);
    }

    /** @dataProvider nonsense */
    public function testNonsenseInTheAddressCountsAsAbsent(array $query): void
    {
        $id = $this->row();
        self::assertSame([$id], $this->ids($query));
    }

    /** @return iterable<array{array<string, mixed>}> */
    public static function nonsense(): iterable
    {
        yield [['phase' => 'paid', 'sort' => 'id; DROP TABLE x', 'order' => '--']];
        yield [['from' => '2026-02-31', 'to' => 'yesterday']];
        yield [['at' => 'a.42.00.1', 'skip' => '-5']];
        yield [['at' => "a.2026-03-10 12:00:00.000.1' OR '1'='1"]];
        yield [['search' => ['x'], 'phase' => ['y']]];
    }

    public function testTheCountsFollowEveryChangeOfPhase(): void
    {
        $counts = $this->world->get(PhaseCounts::class);
        $payments = $this->world->get(PaymentService::class);
        self::assertSame(0, array_sum($counts->read()));
        $first = $payments->begin($this->world->shop->newOrder(), 'ger');
        $second = $payments->begin($this->world->shop->newOrder(), 'ger');
        self::assertSame(2, $counts->read()['pending']);
        $this->twint->approve($first->pairingToken);
        $payments->settle($first, Initiator::cron());
        $payments->cancel($second, Initiator::admin('eva'));
        $this->assertCountsAreTrue();
        // As if it had been long ago: what was counted once is no longer looked at again.
        $this->world->pdo->exec('UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 1 DAY');
        $this->world->pdo->exec('UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 1 DAY');
        $counts->count();
        $third = $payments->begin($this->world->shop->newOrder(), 'ger');
        $this->twint->decline($third->pairingToken);
        $payments->settle($third, Initiator::cron());
        $this->assertCountsAreTrue();
    }

    private function assertCountsAreTrue(): void
    {
        $true = array_map(
            intval(...),
            $this->world
                ->pdo
                ->query('SELECT phase, COUNT(*) FROM xplugin_jtl_twint_transaction GROUP BY phase')
                ->fetchAll(\PDO::FETCH_KEY_PAIR),
        );
        $read = array_filter($this->world->get(PhaseCounts::class)->read());
        ksort($true);
        ksort($read);
        self::assertSame($true, $read);
    }

    public function testTheExportOfARangeIsWholeHoweverTheListIsSorted(): void
    {
        for ($i = 0; $i <= Picked::MOST; $i++) {
            $this->row();
        }
        foreach ([
            ['sort' => 'amount'],
            ['sort' => 'amount', 'from' => '2026-03-01', 'phase' => 'captured'],
        ] as $query) {
            $rows = $this->world->get(TransactionSearch::class)->all(Criteria::of($query));
            self::assertCount(Picked::MOST + 1, iterator_to_array($rows, false));
        }
    }

    public function testTheExportHasAllRowsAndNoFormula(): void
    {
        for ($i = 0; $i < 30; $i++) {
            $this->row();
        }
        $this->row([
            'order_number' => '=HYPERLINK("http://example.com")',
            'reason' => "@SUM(1)\nnext",
            'created_at' => '2026-03-12 12:00:00',
        ]);
        $csv = implode('', iterator_to_array($this->world->get(CsvExport::class)->lines(Criteria::of([])), false));
        self::assertStringStartsWith("\u{FEFF}", $csv);
        $file = fopen('php://memory', 'w+b');
        fwrite($file, substr($csv, 3));
        rewind($file);
        $lines = [];
        while (($line = fgetcsv($file, null, ';', '"', '')) !== false) {
            $lines[] = $line;
        }
        self::assertCount(32, $lines);
        self::assertSame('\'=HYPERLINK("http://example.com")', $lines[1][0]);
        self::assertSame("'@SUM(1)\nnext", $lines[1][5]);
        self::assertSame(['direct', 'test'], [$lines[2][6], $lines[2][7]]);
        self::assertSame('2026-03-12 13:00:00', $lines[1][12]);
        self::assertSame(18, count($lines[31]));
    }
}
