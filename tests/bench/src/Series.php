<?php

declare(strict_types=1);

namespace Twint\Bench;

/** What one contender showed over all rounds. */
final class Series
{
    /** @var list<float> milliseconds, one a call */
    private array $walls = [];

    /** @var list<float> milliseconds a call, one a round or call */
    private array $cpus = [];

    private int $asked = 0;
    private int $calls = 0;
    private int $handshakes = 0;

    public function __construct(
        public readonly string $name,
    ) {
    }

    public function wall(float ...$milliseconds): void
    {
        array_push($this->walls, ...array_values($milliseconds));
    }

    public function cpu(float $milliseconds): void
    {
        $this->cpus[] = $milliseconds;
    }

    /** What reached the simulator for so many polls. */
    public function wire(int $asked, int $calls, int $handshakes): void
    {
        $this->asked += $asked;
        $this->calls += $calls;
        $this->handshakes += $handshakes;
    }

    public function wallMs(): float
    {
        return self::median($this->walls);
    }

    public function cpuMs(): float
    {
        return self::median($this->cpus);
    }

    public function callsPerPoll(): float
    {
        return $this->calls / max(1, $this->asked);
    }

    public function handshakesPerPoll(): float
    {
        return $this->handshakes / max(1, $this->asked);
    }

    /** @param list<float> $values */
    private static function median(array $values): float
    {
        sort($values);
        $middle = intdiv(count($values), 2);

        return (count($values) % 2) === 1 ? $values[$middle] : ($values[$middle - 1] + $values[$middle]) / 2;
    }
}
