<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Twint\Tests\ManyPayments;
use Twint\Tests\Servers;
use Twint\Tests\Twint;
use Twint\Tests\World;

final class Bench
{
    public const PARTS = ['questions', 'file', 'migration', 'sweep', 'wawi'];
    private const FEW = 1000;
    /** The million rows fit into it, as in a shop of that size. */
    private const BUFFER_POOL_BYTES = 6 << 30;
    private const RUNS = 30;
    /** Of what takes longer. */
    private const FEWER_RUNS = 10;
    private const OPEN_PAYMENTS = 10_000;

    private readonly \PDO $pdo;
    /** @var array<int, World> by the number of payments */
    private array $worlds = [];

    public function __construct(
        private readonly int $payments,
        private readonly Twint $twint,
    ) {
        $this->pdo = Servers::database();
        $this->pdo->exec('SET GLOBAL innodb_buffer_pool_size = ' . self::BUFFER_POOL_BYTES);
    }

    /** @param list<string> $parts */
    public function run(array $parts): void
    {
        foreach ([self::FEW, $this->payments] as $number) {
            $this->fill($number);
        }
        foreach ($parts as $part) {
            printf(
                "\n── %s ── load %s\n",
                $part,
                implode(' ', array_map(static fn(float $load): string => sprintf('%.2f', $load), sys_getloadavg())),
            );
            match ($part) {
                'questions' => $this->questions(),
                'file' => $this->file(),
                'migration' => (new OnlineMigration(self::schema($this->payments)))->print(),
                'sweep' => $this->sweep(),
                'wawi' => $this->wawi(),
            };
        }
    }

    public static function schema(int $payments): string
    {
        return 'of_' . $payments;
    }

    private function fill(int $number): void
    {
        $began = microtime(true);
        $this->use($number, 'CREATE DATABASE ');
        $this->use($number);
        $this->worlds[$number] = World::fresh($this->twint, pdo: $this->pdo);
        ManyPayments::fill($this->worlds[$number], $this->twint, $number);
        $this->warm();
        printf(
            "%s payments, %s operations, %s events and their words filled in %.0f s\n",
            number_format($number),
            number_format($number * ManyPayments::OPERATIONS_EACH),
            number_format($number * ManyPayments::EVENTS_EACH),
            microtime(true) - $began,
        );
    }

    /** As the tables of a shop that has run for a while. */
    private function warm(): void
    {
        foreach ($this->pdo
            ->query("SELECT DISTINCT table_name, index_name FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND table_name LIKE 'xplugin%'")
            ->fetchAll(\PDO::FETCH_NUM) as [$table, $index]) {
            $this->pdo->query("SELECT COUNT(*) FROM $table FORCE INDEX ($index)")->fetchAll();
        }
    }

    private function use(int $payments, string $verb = 'USE '): ?World
    {
        $this->pdo->exec($verb . self::schema($payments));

        return $this->worlds[$payments] ?? null;
    }

    private function questions(): void
    {
        $comparison = new Comparison($this->worlds, $this->pdo);
        $notFlat = 0;
        $comparison->head();
        foreach (Questions::all() as $question) {
            $notFlat += $comparison->print($question, $question->most > 0 ? self::FEWER_RUNS : self::RUNS) ? 0 : 1;
        }
        printf("not flat: %d\n", $notFlat);
    }

    private function file(): void
    {
        foreach ($this->worlds as $payments => $world) {
            $this->use($payments);
            (new Files($world))->print($payments);
        }
    }

    private function sweep(): void
    {
        foreach ([1, 2] as $heads) {
            $work = OpenPayments::pending($this->worlds[$this->payments], $this->twint, self::OPEN_PAYMENTS);
            (new Heads(self::schema($this->payments), $heads))->print($work);
        }
    }

    private function wawi(): void
    {
        foreach ([1, 2] as $heads) {
            $work = OpenPayments::shipped($this->worlds[$this->payments], $this->twint, self::OPEN_PAYMENTS);
            (new Heads(self::schema($this->payments), $heads))->print($work);
            printf("    captured at TWINT: %s\n", $this->twint->captured());
        }
    }
}
