<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Twint\Tests\World;

/** Something that is asked of a table with few rows and of one with many. What it changes is undone. */
final class Question
{
    /**
     * @param \Closure(World, int): \Closure $prepare with the number of payments; what it returns is measured
     * @param int $most if it is about so many payments at most: what it costs is then told for a thousand of them
     * @param int $rows that it may read however few payments there are: it looks at no more than so many
     */
    public function __construct(
        public readonly string $name,
        public readonly \Closure $prepare,
        public readonly int $most = 0,
        private readonly int $rows = 150,
    ) {
    }

    /** What a time or a number of rows is divided by. */
    public function share(int $size): float
    {
        return $this->most === 0 ? 1.0 : min($size, $this->most) / 1000;
    }

    /** Whether it reads no more of many than of few. */
    public function isFlat(float $rowsOfFew, float $rowsOfMany): bool
    {
        return $rowsOfMany <= max(Comparison::FLAT * $rowsOfFew, $this->rows);
    }
}
