<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Twint\Tests\RowsRead;
use Twint\Tests\World;

/** Asks the same of both tables, in turns, so that whatever else the machine does meets both. */
final class Comparison
{
    private const WARM_UP = 3;
    /** Whether a question costs the same: by time, of which less than this is noise, or by the rows that the server read for it. */
    public const FLAT = 1.3;
    private const NOISE_MS = 0.3;

    /** @param array<int, World> $worlds by the number of their payments; two of them, on one connection */
    public function __construct(
        private readonly array $worlds,
        private readonly \PDO $pdo,
    ) {
    }

    /** @return bool whether it costs the same */
    public function print(Question $question, int $runs): bool
    {
        $times = [];
        $rows = [];
        for ($run = -self::WARM_UP; $run < $runs; $run++) {
            foreach ($this->worlds as $size => $world) {
                [$time, $read] = $this->ask($question, $world, $size);
                if ($run >= 0) {
                    $times[$size][] = $time / $question->share($size);
                    $rows[$size][] = $read / $question->share($size);
                }
            }
        }
        [$few, $many] = array_keys($this->worlds);
        $p95 = self::at($times[$many], 0.95) / self::at($times[$few], 0.95);
        $isFlat =
            self::at($times[$many], 0.95) <= ((self::FLAT * self::at($times[$few], 0.95)) + self::NOISE_MS)
            || $question->isFlat(self::at($rows[$few], 0.95), self::at($rows[$many], 0.95));
        printf(
            "%-58s %8.2f %8.2f %8.2f %8.2f %6.2f %9.0f %9.0f%s\n",
            $question->name,
            self::at($times[$few], 0.5),
            self::at($times[$few], 0.95),
            self::at($times[$many], 0.5),
            self::at($times[$many], 0.95),
            $p95,
            self::at($rows[$few], 0.5),
            self::at($rows[$many], 0.5),
            $isFlat ? '' : '  NOT FLAT',
        );

        return $isFlat;
    }

    public function head(): void
    {
        [$few, $many] = array_map(number_format(...), array_keys($this->worlds));
        printf(
            "%-58s %17s %17s %6s %19s\n%-58s %8s %8s %8s %8s %6s %9s %9s\n",
            'milliseconds, and rows that the server read',
            $few,
            $many,
            'p95',
            'rows',
            '',
            'p50',
            'p95',
            'p50',
            'p95',
            'ratio',
            $few,
            $many,
        );
    }

    /** @return array{float, int} milliseconds and rows read */
    private function ask(Question $question, World $world, int $size): array
    {
        $this->pdo->exec("USE of_$size");
        $this->pdo->beginTransaction();
        try {
            $ask = ($question->prepare)($world, $size);
            $rows = new RowsRead($this->pdo);
            $began = hrtime(true);
            $ask();
            $took = (hrtime(true) - $began) / 1e6;

            return [$took, $rows->sinceThen()];
        } finally {
            $this->pdo->rollBack();
        }
    }

    /** @param list<float> $numbers */
    private static function at(array $numbers, float $share): float
    {
        sort($numbers);

        return max(0.001, $numbers[min(count($numbers) - 1, (int) floor(count($numbers) * $share))]);
    }
}
