<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Twint\Tests\Servers;

/** One head or several, each a process that sweeps over and over until nothing of the work is left. */
final class Heads
{
    private const LOOKS_EVERY_MICROSECONDS = 500_000;

    public function __construct(
        private readonly string $schema,
        private readonly int $number,
    ) {
    }

    public function print(Work $work): void
    {
        $began = hrtime(true);
        $processes = [];
        for ($head = 0; $head < $this->number; $head++) {
            $processes[] = self::start('sweep', $this->schema, $work->left);
        }
        $seconds = $this->secondsUntilNothingIsLeft($work, $processes, $began);
        $told = array_map(self::end(...), $processes);
        printf(
            "%d head%s: %s %s in %.1f s, %.1f ms each\n",
            $this->number,
            $this->number === 1 ? '' : 's',
            number_format($work->number),
            $work->name,
            $seconds,
            (1000 * $seconds) / $work->number,
        );
        foreach ($told as $head) {
            printf(
                "    %d sweeps, %d answers, %d changes, %d entries; %.1f statements each; memory %.1f MiB after the first, %.1f MiB in the end%s\n",
                $head['sweeps'],
                $head['asked'],
                $head['changed'],
                $head['news'],
                $head['statements'] / max(1, $head['asked'] + $head['news']),
                $head['memoryFirst'] / (2 ** 20),
                $head['memory'] / (2 ** 20),
                $head['trouble'] === '' ? '' : '; ' . $head['trouble'],
            );
        }
    }

    /**
     * A head goes on for as long as a sweep may, with what has become due again.
     *
     * @param list<array{resource, resource}> $processes
     */
    private function secondsUntilNothingIsLeft(Work $work, array $processes, int $began): float
    {
        $pdo = Servers::database();
        $pdo->exec('USE ' . $this->schema);
        while (
            array_filter($processes, static fn(array $process): bool => proc_get_status($process[0])['running']) !== []
        ) {
            if ((int) $pdo->query($work->left)->fetchColumn() === 0) {
                break;
            }
            usleep(self::LOOKS_EVERY_MICROSECONDS);
        }

        return (hrtime(true) - $began) / 1e9;
    }

    /** @return array{resource, resource} the process and what it says */
    public static function start(string ...$arguments): array
    {
        $process = proc_open(
            [
                PHP_BINARY,
                '-d',
                'extension=' . getenv('TWINT_EXTENSION'),
                dirname(__DIR__) . '/growth-head.php',
                ...$arguments,
            ],
            [1 => ['pipe', 'w']],
            $pipes,
        );

        return [$process ?: throw new \RuntimeException('PHP does not start.'), $pipes[1]];
    }

    /**
     * @param array{resource, resource} $started
     * @return array<string, mixed> what it told
     */
    public static function end(array $started): array
    {
        $said = (string) stream_get_contents($started[1]);
        proc_close($started[0]);
        $told = json_decode($said, true);

        return is_array($told) ? $told : throw new \RuntimeException($said);
    }
}
