<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Many histories, on several stages at once. */
final class Run
{
    /** @var array<int, Verdict> by seed */
    private array $verdicts = [];
    private float $began;
    /** @var list<int> processes */
    private array $lanes = [];

    public function __construct(
        private readonly Options $options,
    ) {
        $this->began = microtime(true);
    }

    public function play(): int
    {
        $played = $this->played();
        $lanes = [];
        for ($n = 0; $n < $this->options->lanes; $n++) {
            $seeds = array_filter(
                range(1, $this->options->seeds),
                fn(int $seed): bool => ($seed % $this->options->lanes) === $n && !isset($played[$seed]),
            );
            if ($seeds !== []) {
                $lanes[] = $this->lane($seeds);
            }
        }
        // Not before: each of the many processes of a lane would carry it along.
        $this->remember();
        $known = count($this->verdicts);
        while ($lanes !== []) {
            $ready = $lanes;
            $none = null;
            stream_select($ready, $none, $none, null);
            foreach ($ready as $n => $lane) {
                $line = fgets($lane);
                if ($line === false) {
                    unset($lanes[$n]);
                    continue;
                }
                $this->keep($line);
                $verdict = Verdict::fromJson($line);
                $this->tell($verdict, $known);
                if ($verdict->violations !== [] && $this->options->untilBroken) {
                    array_map(static fn(int $lane): bool => posix_kill($lane, SIGTERM), $this->lanes);
                    $lanes = [];
                    break;
                }
            }
        }
        foreach ($this->lanes as $lane) {
            pcntl_waitpid($lane, $status);
        }

        return $this->summary($known);
    }

    /** @return list<Verdict> */
    public function verdicts(): array
    {
        return array_values($this->verdicts);
    }

    /**
     * @param array<int> $seeds
     * @return resource what the lane has to say, one verdict a line
     */
    private function lane(array $seeds)
    {
        [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0) ?: throw new \RuntimeException();
        $parent = getmypid();
        $child = pcntl_fork();
        if ($child > 0) {
            $this->lanes[] = $child;
            fclose($theirs);

            return $ours;
        }
        fclose($ours);
        $stage = new Stage($this->options->galera);
        foreach ($seeds as $seed) {
            $late =
                $this->options->minutes !== null && (microtime(true) - $this->began) > ($this->options->minutes * 60);
            // Without its parent, the run was ended.
            if ($late || posix_getppid() !== $parent) {
                break;
            }
            $line = $stage->play(Plan::of($seed))->toJson() . "\n";
            if (posix_getppid() === $parent) {
                fwrite($theirs, $line);
            }
        }
        exit(0);
    }

    /** @return array<int, true> the seeds of earlier runs */
    private function played(): array
    {
        if ($this->options->fresh && $this->options->results !== null && is_file($this->options->results)) {
            unlink($this->options->results);
        }
        $played = [];
        foreach ($this->earlier() as $line) {
            $played[Verdict::fromJson($line)->seed] = true;
        }

        return $played;
    }

    private function remember(): void
    {
        foreach ($this->earlier() as $line) {
            $verdict = Verdict::fromJson($line);
            $this->verdicts[$verdict->seed] = $verdict;
        }
    }

    /** @return \Generator<string> the verdicts of earlier runs, one after the other */
    private function earlier(): \Generator
    {
        $file = $this->options->results;
        $lines = $file !== null && is_file($file) ? fopen($file, 'r') : false;
        while ($lines !== false && ($line = fgets($lines)) !== false) {
            // The last one may have been cut by whatever ended that run.
            if (str_ends_with($line, "}\n")) {
                yield $line;
            }
        }
    }

    private function keep(string $line): void
    {
        $verdict = Verdict::fromJson($line);
        $this->verdicts[$verdict->seed] = $verdict;
        if ($this->options->results !== null) {
            file_put_contents($this->options->results, $line, FILE_APPEND);
        }
    }

    private function tell(Verdict $verdict, int $known): void
    {
        if ($verdict->violations !== []) {
            echo "seed $verdict->seed broke:\n    ", implode("\n    ", $verdict->violations), "\n";
        }
        $done = count($this->verdicts) - $known;
        if (($done % 100) === 0) {
            printf("%d histories, %.0f s\n", count($this->verdicts), microtime(true) - $this->began);
        }
    }

    private function summary(int $known): int
    {
        $bad = array_filter($this->verdicts, static fn(Verdict $verdict): bool => $verdict->violations !== []);
        ksort($bad);
        printf(
            "%d histories (%d of them now, in %.0f s; %d with processes at once), %d requests, %d violated: %s\n",
            count($this->verdicts),
            count($this->verdicts) - $known,
            microtime(true) - $this->began,
            count(array_filter($this->verdicts, static fn(Verdict $verdict): bool => $verdict->races)),
            array_sum(array_map(static fn(Verdict $verdict): int => $verdict->requests, $this->verdicts)),
            count($bad),
            $bad === [] ? 'none' : implode(', ', array_keys($bad)),
        );
        if ($bad !== []) {
            echo 'One alone, in full: ./dev chaos --seed ', array_key_first($bad), "\n";
        }

        return count($bad);
    }
}
