<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** kill -9 of the process at the nth statement of a request: before it reaches the database, or after it was carried out. */
final class Death implements Misfortune
{
    public const BEFORE = 'killed before a statement';
    public const AFTER = 'killed after a statement';

    public const ALL = [self::BEFORE, self::AFTER];

    public function __construct(
        public readonly string $what,
        public readonly int $nth,
    ) {
    }

    public function kind(): string
    {
        return $this->what;
    }

    public function __toString(): string
    {
        return "$this->what, statement $this->nth";
    }
}
