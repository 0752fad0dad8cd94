<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** How often what was hit where, and what could be seen right afterwards. */
final class Tally implements \JsonSerializable
{
    /** @param array<string, array<string, array{hits: int, buyer: array<string, int>, admin: array<string, int>}>> $cells */
    public function __construct(
        private array $cells = [],
    ) {
    }

    public function hit(string $kind, string $where, string $buyer, string $admin): void
    {
        $this->add($kind, $where, ['hits' => 1, 'buyer' => [$buyer => 1], 'admin' => [$admin => 1]]);
    }

    public function merge(self $other): void
    {
        foreach ($other->cells as $kind => $row) {
            foreach ($row as $where => $cell) {
                $this->add($kind, $where, $cell);
            }
        }
    }

    public function hits(string $kind, string $where): int
    {
        return $this->cells[$kind][$where]['hits'] ?? 0;
    }

    /** @return list<string> most frequent first, wherever it struck; what is rarer than one in fifty left out */
    public function seen(string $kind, string $whom): array
    {
        $seen = [];
        foreach ($this->cells[$kind] ?? [] as $cell) {
            foreach ($cell[$whom] as $what => $times) {
                $seen[$what] = ($seen[$what] ?? 0) + $times;
            }
        }
        arsort($seen);
        $all = array_sum($seen);

        return array_map(
            strval(...),
            array_keys(array_filter($seen, static fn(int $times): bool => (50 * $times) >= $all)),
        );
    }

    public function jsonSerialize(): array
    {
        return $this->cells;
    }

    /** @param array{hits: int, buyer: array<string, int>, admin: array<string, int>} $cell */
    private function add(string $kind, string $where, array $cell): void
    {
        $known = $this->cells[$kind][$where] ?? ['hits' => 0, 'buyer' => [], 'admin' => []];
        $known['hits'] += $cell['hits'];
        foreach (['buyer', 'admin'] as $whom) {
            foreach ($cell[$whom] as $what => $times) {
                $known[$whom][$what] = ($known[$whom][$what] ?? 0) + $times;
            }
        }
        $this->cells[$kind][$where] = $known;
    }
}
