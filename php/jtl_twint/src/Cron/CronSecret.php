<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\ShopIdentity;
use Plugin\jtl_twint\src\Settings\KeyRing;

/** The secret in the cron URL: derived from the shop's key and a salt, so that nothing stored gives it away. */
final class CronSecret
{
    private const BYTES = 20;

    public function __construct(
        private readonly ShopIdentity $shop,
        private readonly KeyRing $keys,
    ) {
    }

    public function current(): string
    {
        return bin2hex($this->keys->key('cron', self::BYTES, $this->shop->cronSalt()));
    }

    /** The old address stops working at once. */
    public function rotate(): void
    {
        $this->shop->renewCronSalt();
    }

    public function matches(#[\SensitiveParameter] string $given): bool
    {
        return hash_equals($this->current(), $given);
    }
}
