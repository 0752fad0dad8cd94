<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** How far something has come that goes through many rows a little at a time: the number of the last one that was looked at. */
final class SweepCursor
{
    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    /** 0: from the beginning. */
    public function position(Fact $of): int
    {
        $seen = $this->facts->get($of)['id'] ?? 0;

        return is_int($seen) ? $seen : 0;
    }

    public function moveTo(Fact $of, int $id): void
    {
        $this->facts->put($of, ['id' => $id]);
    }
}
