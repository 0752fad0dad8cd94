<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\AnswerCache;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;

/**
 * What an update forgets: the answers that are kept, and that somebody asked or looked lately. Everything else that is remembered
 * stays: who the shop is, what a merchant reads, how far something has come, what was mailed.
 */
final class CachedFacts
{
    public function __construct(
        private readonly AnswerCache $cache,
        private readonly Throttle $throttle,
    ) {
    }

    public function forget(): void
    {
        $this->cache->forgetAll();
        $this->throttle->allowEachAnew(Throttled::AskingStatus);
        $this->throttle->allowAnew(Throttled::AlarmLook);
    }
}
