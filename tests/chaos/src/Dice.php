<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Random\Engine\Xoshiro256StarStar;
use Random\Randomizer;

/** The same seed throws the same numbers, on every machine. */
final class Dice
{
    private readonly Randomizer $randomizer;

    public function __construct(int $seed)
    {
        $this->randomizer = new Randomizer(new Xoshiro256StarStar($seed));
    }

    public function between(int $least, int $most): int
    {
        return $this->randomizer->getInt($least, $most);
    }

    public function chance(int $percent): bool
    {
        return $this->between(1, 100) <= $percent;
    }

    /**
     * @template T
     * @param non-empty-list<T> $all
     * @return T
     */
    public function one(array $all): mixed
    {
        return $all[$this->between(0, count($all) - 1)];
    }

    /** As RequestKey makes them. */
    public function key(): string
    {
        return substr(
            strtr(base64_encode(hash('sha256', (string) $this->between(0, PHP_INT_MAX), true)), '+/', '-_'),
            0,
            22,
        );
    }

    /**
     * @param non-empty-array<array-key, positive-int> $weights
     * @return array-key
     */
    public function weighed(array $weights): int|string
    {
        $at = $this->between(1, array_sum($weights));
        foreach ($weights as $what => $weight) {
            $at -= $weight;
            if ($at <= 0) {
                return $what;
            }
        }

        throw new \LogicException();
    }
}
