<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

/** The sets of access data with which TWINT could not be reached during a sweep: asking with them again would only wait as long. */
final class UnreachableSets
{
    /** @var array<string, true> by AccessKey::place() */
    private array $places = [];

    public function add(AccessKey $access): void
    {
        $this->places[$access->place()] = true;
    }

    public function has(AccessKey $access): bool
    {
        return isset($this->places[$access->place()]);
    }

    public function isEmpty(): bool
    {
        return $this->places === [];
    }
}
