<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Cache\JTLCacheInterface;

/** A shop whose cache is switched off. */
final class NoCache implements JTLCacheInterface
{
    public function flushTags($tags, $hookInfo = null): int
    {
        return 0;
    }
}
