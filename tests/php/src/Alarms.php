<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Health\Alarm;
use Plugin\jtl_twint\src\Health\AlarmSource;

/** What a test says that is wrong. */
final class Alarms implements AlarmSource
{
    /** @param null|\Closure(): list<Alarm> $now null: nothing is */
    public function __construct(
        private readonly ?\Closure $now = null,
    ) {
    }

    public function now(\DateTimeImmutable $now): array
    {
        return $this->now === null ? [] : ($this->now)();
    }
}
