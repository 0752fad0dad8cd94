<?php

declare(strict_types=1);

namespace JTL\Cache;

/** The part of the shop's cache that the plugin uses. */
interface JTLCacheInterface
{
    /** @param string|list<string> $tags */
    public function flushTags($tags, $hookInfo = null): int;
}
