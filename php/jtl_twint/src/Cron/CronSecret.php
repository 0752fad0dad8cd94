<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Settings\KeyRing;

/** The secret in the cron URL: derived from the shop's key and a salt, so that nothing stored gives it away. */
final class CronSecret
{
    private const FACT = 'cron_salt';
    private const BYTES = 20;

    public function __construct(
        private readonly FactStore $facts,
        private readonly KeyRing $keys,
    ) {
    }

    public function current(): string
    {
        $salt = $this->facts->get(self::FACT)['salt'] ?? null;
        // Two first views at once are shown the same address.
        $salt ??= $this->facts->putOnce(self::FACT, ['salt' => self::newSalt()])['salt'];

        return $this->derive((string) $salt);
    }

    /** The old address stops working at once. */
    public function rotate(): void
    {
        $this->facts->put(self::FACT, ['salt' => self::newSalt()]);
    }

    public function matches(#[\SensitiveParameter] string $given): bool
    {
        return hash_equals($this->current(), $given);
    }

    private static function newSalt(): string
    {
        return bin2hex(random_bytes(16));
    }

    private function derive(string $salt): string
    {
        return bin2hex($this->keys->key('cron', self::BYTES, $salt));
    }
}
