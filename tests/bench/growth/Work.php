<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

/** What heads are set to, and how it is seen that nothing of it is left. */
final class Work
{
    /** @param string $left how much is left, as a query */
    public function __construct(
        public readonly string $name,
        public readonly int $number,
        public readonly string $left,
    ) {
    }
}
