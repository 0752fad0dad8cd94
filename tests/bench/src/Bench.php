<?php

declare(strict_types=1);

namespace Twint\Bench;

use RuntimeException;
use Twint\Merchant;
use Twint\Order;

/** The measurements, one method each. Contenders take turns in rounds, so that a busy moment hits all of them. */
final class Bench
{
    /** What a poll may cost at most in one process, in polls by curl over one connection: as much, and 5 % for chance. */
    private const IN_ONE_PROCESS = 1.0 * 1.05;

    /** The same of a whole php-fpm request: half as much again, and 5 % for chance. */
    private const PER_REQUEST = 1.5 * 1.05;

    /** What a call may cost at most in calls of an older extension in the same run: as much, and 5 % for chance. */
    private const NOT_WORSE = 1.05;

    private readonly Simulator $simulator;
    private readonly Merchant $merchant;
    private readonly string $target;
    private readonly string $order;

    /**
     * @param 'quick'|'default'|'full' $length
     * @param ?string                  $before an older twint.so, measured in turns with the one of today
     */
    public function __construct(
        private readonly string $length,
        private readonly string $directory,
        private readonly string $extension,
        private readonly ?string $before,
        private readonly string $fpm,
        string $simulator,
        private readonly Report $report,
    ) {
        $this->simulator = new Simulator($simulator, $directory);
        $this->merchant = $this->simulator->merchant();
        $this->order = $this->start('BENCH-0');
        $this->target = "{$directory}/target.php";
        file_put_contents(
            $this->target,
            '<?php return ' . var_export($this->simulator->target($this->order), true) . ';',
        );
    }

    public function run(): void
    {
        $this->oneProcess();
        $this->newConnections();
        $this->perRequest();
        $this->firstCall();
        $this->many();
        $this->memory();
        $this->valgrind();
        $this->library();
        $this->simulator->stop();
    }

    /** One CLI process that polls again and again. */
    private function oneProcess(): void
    {
        $this->say('one process');
        $all = $this->series([
            'ours' => 'twint',
            ...$this->named('before', 'twint, before'),
            'ours_system' => 'twint, the system\'s CA certificates',
            'curl_reused' => 'curl, handle reused',
            'soap' => 'ext-soap',
            'curl_fresh' => 'curl, new handle',
        ]);
        $calls = [
            'ours' => 400,
            'before' => 400,
            'ours_system' => 400,
            'curl_reused' => 400,
            'soap' => 60,
            'curl_fresh' => 60,
        ];
        for ($round = 0; $round < $this->rounds(); $round++) {
            foreach ($all as $contender => $series) {
                $this->loop($contender, $calls[$contender], $series);
            }
        }
        $this->report->table('One process, one poll a call', array_values($all));
        [$ours, $curl] = [$all['ours'], $all['curl_reused']];
        $this->report->atMost(
            'poll / reused curl, both in one process: wall',
            $ours->wallMs() / $curl->wallMs(),
            self::IN_ONE_PROCESS,
        );
        $this->report->atMost(
            'poll / reused curl, both in one process: CPU',
            $ours->cpuMs() / $curl->cpuMs(),
            self::IN_ONE_PROCESS,
        );
        $this->besideBefore('poll in one process', $all);
    }

    /** TWINT closes each connection after its answer: name, TCP and a resumed session each time. */
    private function newConnections(): void
    {
        $this->say('one process, new connections');
        $all = $this->series([
            'ours_named' => 'twint',
            ...$this->named('before_named', 'twint, before'),
            'curl_closing' => 'curl, handle reused',
            'curl_fresh' => 'curl, new handle',
        ]);
        $this->simulator->fail('closeConnectionAfterAnswer');
        for ($round = 0; $round < $this->rounds(); $round++) {
            foreach ($all as $contender => $series) {
                $this->loop($contender, 60, $series);
            }
        }
        $this->simulator->heal();
        $this->report->table('One process, a new connection for each poll', array_values($all));
        [$ours, $curl] = [$all['ours_named'], $all['curl_closing']];
        $this->report->atMost('poll / curl, both with a new connection: wall', $ours->wallMs() / $curl->wallMs(), 1.2);
        $this->report->atMost('poll / curl, both with a new connection: CPU', $ours->cpuMs() / $curl->cpuMs(), 1.2);
        $this->besideBefore('poll with a new connection', $all);
    }

    /** So many polls of one contender in a process of its own. */
    private function loop(string $contender, int $calls, Series $series): void
    {
        $before = $this->simulator->counters();
        $told = json_decode(
            $this->php(
                'loop.php',
                [$this->target, self::script($contender), (string) $calls],
                [
                    'env',
                    "SSL_CERT_FILE={$this->simulator->caFile()}",
                ],
                $this->extensionOf($contender),
            ),
            true,
        );
        $after = $this->simulator->counters();
        $series->wall(...$told['walls']);
        $series->cpu($told['cpu']);
        // The first call of the process is not among the measured ones; neither is its handshake.
        $series->wire($calls, $after[0] - $before[0] - 1, $after[1] - $before[1] - 1);
    }

    /** One php-fpm request, one poll; the whole request is paid. A process with one curl handle takes turns with them. */
    private function perRequest(): void
    {
        $this->say('php-fpm, warm worker');
        $all = $this->series([
            'ours' => 'twint',
            ...$this->named('before', 'twint, before'),
            'soap' => 'ext-soap, new client',
            'curl_fresh' => 'curl, new handle',
            'empty' => 'an empty script',
        ]);
        $reused = new Series('curl, handle reused, one process');
        $pools = $this->pools(0);
        for ($round = 0; $round < $this->rounds(); $round++) {
            foreach ($all as $contender => $series) {
                $pool = $pools[$this->extensionOf($contender)];
                $script = self::script($contender);
                $pool->poll($script);
                $first = $pool->poll($script);
                $before = $this->simulator->counters();
                for ($request = 0; $request < 50; $request++) {
                    $last = $pool->poll($script);
                    $series->wall($last['clientWall']);
                }
                $after = $this->simulator->counters();
                // From the end of one script to the end of another, so php-fpm's own work is in it.
                $series->cpu(($last['totalCpu'] - $first['totalCpu']) / 50);
                $series->wire(50, $after[0] - $before[0], $after[1] - $before[1]);
            }
            $this->loop('curl_reused', 400, $reused);
        }
        $this->stop($pools);
        $this->report->table('php-fpm, one poll a request', [...array_values($all), $reused]);
        [$ours, $soap] = [$all['ours'], $all['soap']];
        $this->report->atMost(
            'poll / ext-soap, per php-fpm request: wall',
            $ours->wallMs() / $soap->wallMs(),
            1 / 12,
            '%.3f',
        );
        $this->report->atMost(
            'poll / ext-soap, per php-fpm request: CPU',
            $ours->cpuMs() / $soap->cpuMs(),
            1 / 12,
            '%.3f',
        );
        $this->report->atMost(
            'poll per php-fpm request / reused curl in one process: wall',
            $ours->wallMs() / $reused->wallMs(),
            self::PER_REQUEST,
        );
        $this->report->atMost(
            'poll per php-fpm request / reused curl in one process: CPU',
            $ours->cpuMs() / $reused->cpuMs(),
            self::PER_REQUEST,
        );
        $this->besideBefore('poll per php-fpm request', $all);
        $this->report->atMost('TWINT calls per warm poll', $ours->callsPerPoll(), 1);
        $this->report->atMost('handshakes per warm poll', $ours->handshakesPerPoll(), 0);
    }

    /** The first call of a fresh php-fpm worker, measured inside the script. */
    private function firstCall(): void
    {
        $this->say('php-fpm, fresh worker');
        $all = $this->series([
            'ours' => 'twint, PKCS#12',
            ...$this->named('before', 'twint, before, PKCS#12'),
            'ours_pem' => 'twint, PEM',
            'curl_fresh' => 'curl, PEM',
            'curl_p12' => 'curl, PKCS#12',
            'soap' => 'ext-soap, PEM',
        ]);
        $pools = $this->pools(1);
        $seen = [];
        for ($round = 0; $round < (6 * $this->rounds()); $round++) {
            foreach ($all as $contender => $series) {
                $before = $this->simulator->counters();
                $told = $pools[$this->extensionOf($contender)]->poll(self::script($contender));
                $after = $this->simulator->counters();
                $series->wall($told['wall']);
                $series->cpu($told['cpu']);
                $series->wire(1, $after[0] - $before[0], $after[1] - $before[1]);
                if (isset($seen[$told['process']])) {
                    throw new RuntimeException('A worker was used twice');
                }
                $seen[$told['process']] = true;
            }
        }
        $this->stop($pools);
        $this->report->table('php-fpm, first call of a fresh worker', array_values($all));
        $this->besideBefore('first call of a worker', $all);
        foreach ([
            'wall' => static fn(Series $of): float => $of->wallMs(),
            'CPU' => static fn(Series $of): float => $of->cpuMs(),
        ] as $which => $of) {
            $pem = $of($all['curl_fresh']);
            $this->report->atMost(
                "first call of a worker / fresh curl, both with PKCS#12: {$which}",
                $of($all['ours']) / $of($all['curl_p12']),
                1.2,
            );
            $this->report->atMost(
                "first call of a worker / fresh curl, both with PEM: {$which}",
                $of($all['ours_pem']) / $pem,
                1.2,
            );
            // Not a target: deriving the keys of a PKCS#12 costs the same whoever opens it.
            printf(
                "  opening PKCS#12 instead of PEM, %4s: curl %.2f x, twint %.2f x of curl with PEM\n",
                $which,
                $of($all['curl_p12']) / $pem,
                $of($all['ours']) / $pem,
            );
        }
    }

    /** 500 orders with a TWINT that takes its usual time. */
    private function many(): void
    {
        $this->say('poll_many, 500 orders');
        $orders = [];
        for ($number = 1; $number <= 500; $number++) {
            $orders[] = $this->start("BENCH-{$number}");
        }
        $this->simulator->set(['latencyMs' => 140]);

        $began = wall_ms();
        $answers = \Twint\poll_many($this->merchant, $orders, 16);
        $together = wall_ms() - $began;
        foreach ($orders as $order) {
            if (!($answers[$order] ?? null) instanceof Order) {
                throw new RuntimeException("poll_many has no order {$order}");
            }
        }

        $asked = array_slice($orders, 0, $this->length === 'full' ? 500 : 40);
        $began = wall_ms();
        foreach ($asked as $order) {
            \Twint\poll($this->merchant, $order);
        }
        $single = ((wall_ms() - $began) / count($asked)) * 500;
        $this->simulator->set(['latencyMs' => 0]);

        $how = count($asked) === 500 ? '' : ' (from ' . count($asked) . ')';
        echo "\n500 orders, 140 ms of latency\n";
        printf("  %-40s %9.0f ms\n", 'poll_many, concurrency 16', $together);
        printf("  %-40s %9.0f ms\n", "one after another{$how}", $single);
        $this->report->atMost('poll_many of 500 / one after another', $together / $single, 1 / 12, '%.3f');
    }

    /** Whether memory grows with the number of calls. */
    private function memory(): void
    {
        [$few, $many] = $this->length === 'quick' ? [1_000, 4_000] : [5_000, 20_000];
        $this->say("{$many} calls, many of them at once, and faults");
        // Otherwise glibc makes a heap for each of many threads at once, and when it does is a matter of luck.
        $oneHeap = ['env', 'MALLOC_ARENA_MAX=1'];
        $told = $this->php('leak.php', [$this->target, (string) $few, (string) $many], $oneHeap);
        [$early, $late] = explode("\n", $told);
        printf("\nMemory after %d and %d calls: %d and %d kB\n", $few, $many, $early, $late);
        $this->report->atMost("growth from {$few} to {$many} calls, kB", (float) $late - (float) $early, 256, '%.0f');
    }

    private function valgrind(): void
    {
        $this->say('valgrind');
        $log = "{$this->directory}/valgrind.log";
        $calls = $this->length === 'quick' ? '40' : '400';
        $this->php(
            'leak.php',
            [$this->target, $calls],
            [
                'env',
                'USE_ZEND_ALLOC=0',
                'ZEND_DONT_UNLOAD_MODULES=1',
                'valgrind',
                '--leak-check=full',
                '--show-leak-kinds=definite',
                '--num-callers=40',
                "--log-file={$log}",
            ],
        );
        $lost = [];
        foreach (explode(
            "\n\n",
            (string) preg_replace('/^==\d+== ?/m', '', (string) file_get_contents($log)),
        ) as $record) {
            if (str_contains($record, 'definitely lost in loss record') || str_contains($record, 'Invalid ')) {
                $lost[] = $record;
            }
        }
        $ours = array_filter($lost, static fn(string $record): bool => str_contains($record, 'libtwint.so'));
        echo
            "\nvalgrind, {$calls} calls: ",
            count($lost),
            ' records of lost memory or wrong access, ',
            count($ours),
            " of them ours\n"
        ;
        echo $ours === [] ? '' : 'the first: ' . array_values($ours)[0] . "\n";
        $this->report->must(
            'valgrind: definitely lost or wrongly accessed by twint.so',
            (string) count($ours),
            'none',
            $ours === [],
        );
    }

    private function library(): void
    {
        $library = new Library($this->extension);
        $this->report->atMost('size of twint.so, MB', $library->megabytes(), 3);
        $exports = $library->exports();
        $this->report->must('exports', implode(' ', $exports), 'get_module', $exports === ['get_module']);
        $needs = $library->needs();
        $others = preg_grep('/^(libc|libgcc_s|libssl|libcrypto|ld-linux\S*)\.so/', $needs, PREG_GREP_INVERT);
        $this->report->must(
            'needs beside libc, libgcc, libssl, libcrypto',
            implode(' ', $others) ?: '-',
            'nothing',
            $others === [],
        );
    }

    /**
     * An older extension is a contender like the others: the script of today's, with another file.
     *
     * @return array<string, string>
     */
    private function named(string $contender, string $name): array
    {
        return $this->before === null ? [] : [$contender => $name];
    }

    private static function script(string $contender): string
    {
        return (string) preg_replace('/^before/', 'ours', $contender);
    }

    private function extensionOf(string $contender): string
    {
        return $this->before !== null && str_starts_with($contender, 'before') ? $this->before : $this->extension;
    }

    /** @param array<string, Series> $all */
    private function besideBefore(string $what, array $all): void
    {
        $before = $all['before'] ?? $all['before_named'] ?? null;
        if ($before === null) {
            return;
        }
        $now = $all['ours'] ?? $all['ours_named'];
        $this->report->atMost("{$what} / the same before: wall", $now->wallMs() / $before->wallMs(), self::NOT_WORSE);
        $this->report->atMost("{$what} / the same before: CPU", $now->cpuMs() / $before->cpuMs(), self::NOT_WORSE);
    }

    /** @return array<string, FpmPool> one for each extension */
    private function pools(int $requests): array
    {
        $pools = [];
        foreach ([$this->extension, ...($this->before === null ? [] : [$this->before])] as $extension) {
            $pools[$extension] = new FpmPool($this->fpm, $extension, $this->directory, $this->target, $requests);
        }

        return $pools;
    }

    /** @param array<string, FpmPool> $pools */
    private function stop(array $pools): void
    {
        foreach ($pools as $pool) {
            $pool->stop();
        }
    }

    private function rounds(): int
    {
        return ['quick' => 2, 'default' => 20, 'full' => 60][$this->length];
    }

    /**
     * @param array<string, string> $names
     *
     * @return array<string, Series>
     */
    private function series(array $names): array
    {
        return array_map(static fn(string $name): Series => new Series($name), $names);
    }

    private function start(string $reference): string
    {
        return \Twint\payment_init($this->merchant, $reference, '42.00')->uuid;
    }

    /**
     * Runs a script of ours in a process of its own.
     *
     * @param list<string> $arguments
     * @param list<string> $under what to run it under
     */
    private function php(string $script, array $arguments, array $under = [], ?string $extension = null): string
    {
        $command = [
            ...$under,
            PHP_BINARY,
            '-d',
            'extension=' . ($extension ?? $this->extension),
            dirname(__DIR__) . "/{$script}",
            ...$arguments,
        ];
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new RuntimeException("{$command[0]} does not start");
        }
        $told = (string) stream_get_contents($pipes[1]);
        if (proc_close($process) !== 0) {
            throw new RuntimeException("{$script} failed: {$told}");
        }

        return trim($told);
    }

    private function say(string $what): void
    {
        fprintf(STDERR, "measuring: %s …\n", $what);
    }
}
