<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Something happens to the nth statement of a request. */
final class DatabaseFault implements Misfortune
{
    public const LOST = 'connection lost before a statement';
    public const ANSWER_LOST = 'connection lost after a statement';
    public const DEADLOCK = 'deadlock';
    public const LOCK_TIMEOUT = 'lock wait timeout';
    public const GONE = 'database gone for a while';

    public const ALL = [self::LOST, self::ANSWER_LOST, self::DEADLOCK, self::LOCK_TIMEOUT, self::GONE];

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
