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
        $this->remember();
        $known = count($this->verdicts);
        $lanes = [];
        for ($n = 0; $n < $this->options->lanes; $n++) {
            $seeds = array_filter(
                range(1, $this->options->seeds),
                fn(int $seed): bool => ($seed % $this->options->lanes) === $n && !isset($this->verdicts[$seed]),
            );
            if ($seeds !== []) {
                $lanes[] = $this->lane($seeds);
            }
        }
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
        $stage = new Stage();
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

    private function remember(): void
    {
        $file = $this->options->results;
        if ($file === null) {
            return;
        }
        if ($this->options->fresh && is_file($file)) {
            unlink($file);
        }
        foreach (is_file($file) ? (file($file) ?: []) : [] as $line) {
            // The last one may have been cut by whatever ended that run.
            if (str_ends_with($line, "}\n")) {
                $verdict = Verdict::fromJson($line);
                $this->verdicts[$verdict->seed] = $verdict;
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
