<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Cron\EndOrdersWithoutAttempt;
use Plugin\jtl_twint\src\Cron\SweepRun;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Wawi\MissedNews;
use Twint\Bench\Growth\Question;
use Twint\Bench\Growth\Questions;

/**
 * Whatever is asked of the tables costs the same with ten times as many payments, in rows that the server reads for it. How long it
 * takes with a million, `./dev bench growth` measures.
 */
final class GrowthTest extends TestCase
{
    private const FEW = 1500;
    private const MANY = 15_000;
    /** An index is entered at other places. */
    private const ROWS = 20;
    /** Of a question about one payment or another: they do not all cost the same. */
    private const ASKED = 5;

    private static ?\PDO $pdo = null;
    /** @var array<int, World> by the number of payments */
    private static array $worlds = [];

    public static function setUpBeforeClass(): void
    {
        self::$pdo = Servers::database();
        foreach ([self::FEW, self::MANY] as $number) {
            self::$pdo->exec("CREATE DATABASE growth_$number");
            self::$pdo->exec("USE growth_$number");
            self::$worlds[$number] = World::fresh(new Twint(), pdo: self::$pdo);
            ManyPayments::fill(self::$worlds[$number], new Twint(), $number);
        }
    }

    public static function tearDownAfterClass(): void
    {
        foreach (array_keys(self::$worlds) as $number) {
            self::$pdo?->exec("DROP DATABASE growth_$number");
        }
        self::$worlds = [];
        self::$pdo = null;
    }

    /** @dataProvider questions */
    public function testAQuestionReadsNoMoreOfATenfoldTable(Question $question): void
    {
        $few = self::rowsFor($question, self::FEW);
        $many = self::rowsFor($question, self::MANY);
        self::assertTrue($question->isFlat($few, $many), "$few rows with few payments, $many with many");
    }

    /** @return iterable<string, array{Question}> */
    public static function questions(): iterable
    {
        foreach (Questions::all() as $question) {
            yield $question->name => [$question];
        }
    }

    public function testAQuestionThatLooksAtAllOfThemWouldBeNoticed(): void
    {
        $scan = new Question(
            'all',
            static fn(World $world): \Closure => static fn() => $world
                ->pdo
                ->query("SELECT COUNT(*) FROM xplugin_jtl_twint_transaction WHERE reason = 'timeout'")
                ->fetchAll(),
        );
        self::assertFalse($scan->isFlat(self::rowsFor($scan, self::FEW), self::rowsFor($scan, self::MANY)));
    }

    public function testTakingSomeOfManyThatAreDueReadsNoMoreThanOfFew(): void
    {
        $taking = static fn(int $due): Question => new Question('claim', static function (World $world) use (
            $due,
        ): \Closure {
            $world->pdo->exec(
                "UPDATE xplugin_jtl_twint_transaction SET phase = 'pending', next_poll_at = UTC_TIMESTAMP(3) LIMIT $due",
            );
            $transactions = $world->get(TransactionRepository::class);

            return static function () use ($transactions): void {
                [, $taken] = $transactions->claimDue(Phases::UNSETTLED, '2036-01-01', 32, 60);
                self::assertCount(32, $taken);
            };
        });
        self::assertEqualsWithDelta(
            self::rowsFor($taking(100), self::MANY),
            self::rowsFor($taking(10_000), self::MANY),
            self::ROWS,
        );
    }

    public function testOldOrdersAreAllLookedAtBitByBit(): void
    {
        $this->use(self::MANY);
        $world = self::$worlds[self::MANY];
        $world->pdo->beginTransaction();
        $world->pdo->exec(
            "INSERT INTO tbestellung (kBestellung, cBestellNr, kKunde, fGesamtsumme, cStatus, cAbgeholt, dErstellt)
            SELECT 100000 + seq, seq, 7, 1, 1, 'P', UTC_TIMESTAMP() - INTERVAL 40 DAY FROM seq_1_to_9000",
        );
        $world->pdo->exec('DELETE FROM tbestellung WHERE kBestellung <= 15000');
        $world->pdo->exec('UPDATE tbestellung SET cStatus = 4 WHERE kBestellung NOT IN (100001, 105000, 109000)');
        $ended = [];
        for ($sweep = 0; $sweep < 150 && count($ended) < 3; $sweep++) {
            $world->get(EndOrdersWithoutAttempt::class)->run(SweepRun::begin(25, new \DateTimeImmutable()));
            $ended = $world
                ->pdo
                ->query('SELECT kBestellung FROM tbestellung WHERE cStatus = -1 ORDER BY kBestellung')
                ->fetchAll(\PDO::FETCH_COLUMN);
        }
        $world->pdo->rollBack();
        self::assertSame(['100001', '105000', '109000'], $ended);
        self::assertGreaterThan(2, $sweep);
    }

    public function testMissedNewsAreFoundInStepsOverAllYoungPayments(): void
    {
        $this->use(self::MANY);
        $world = self::$worlds[self::MANY];
        $world->pdo->beginTransaction();
        $world->pdo->exec('DELETE FROM xplugin_jtl_twint_wawi WHERE order_id IN (1, 7000, 15000)');
        $world->pdo->exec(
            "UPDATE xplugin_jtl_twint_transaction SET phase = 'captured', closed = 0 WHERE id IN (1, 7000, 15000)",
        );
        for ($step = 0; $step < 4; $step++) {
            $world->get(MissedNews::class)->note(static fn(int $id, callable $work) => $work());
            $world->pdo->exec(
                "UPDATE xplugin_jtl_twint_fact SET updated_at = '2000-01-01' WHERE name = 'throttle.wawi_unheard_step'",
            );
        }
        $found = $world
            ->pdo
            ->query("SELECT order_id FROM xplugin_jtl_twint_wawi WHERE state = 'waiting' ORDER BY order_id")
            ->fetchAll(\PDO::FETCH_COLUMN);
        $world->pdo->rollBack();
        self::assertSame(['1', '7000', '15000'], $found);
    }

    /** The most that it reads, of several times. */
    private static function rowsFor(Question $question, int $number): float
    {
        $most = 0.0;
        for ($time = 0; $time < self::ASKED; $time++) {
            self::$pdo?->exec("USE growth_$number");
            self::$pdo?->beginTransaction();
            try {
                $ask = ($question->prepare)(self::$worlds[$number], $number);
                $rows = new RowsRead(self::$pdo ?? throw new \LogicException());
                $ask();
                $most = max($most, $rows->sinceThen() / $question->share($number));
            } finally {
                self::$pdo?->rollBack();
            }
        }

        return $most;
    }

    private function use(int $number): void
    {
        self::$pdo?->exec("USE growth_$number");
    }
}
