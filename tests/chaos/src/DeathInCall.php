<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** kill -9 of the process while TWINT has its call: before TWINT did it, or after. */
final class DeathInCall implements Misfortune
{
    public function __construct(
        public readonly string $operation,
        public readonly bool $processed,
    ) {
    }

    public static function name(bool $processed): string
    {
        return $processed ? 'killed in a call, done by TWINT' : 'killed in a call, not done by TWINT';
    }

    public function kind(): string
    {
        return self::name($this->processed);
    }

    public function __toString(): string
    {
        return $this->kind() . ': ' . $this->operation;
    }
}
