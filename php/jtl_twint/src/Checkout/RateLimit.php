<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\SecretBox;

/** Counts visits by the minute: in APCu where the server has it, else in a small table. */
final class RateLimit
{
    private const TABLE = 'xplugin_jtl_twint_visit';
    private const KEEP_MINUTES = 5;
    /** One visit in so many clears old counters away. */
    private const CLEAN_EVERY = 500;

    public function __construct(
        private readonly Database $database,
        private readonly SecretBox $box,
    ) {
    }

    /** Counts this visit. Whether it is within the limit; a counter that cannot be kept keeps nobody out. */
    public function allows(string $what, int $perMinute): bool
    {
        // A keyed fingerprint: there are so few addresses that anybody could guess back a plain one.
        $bucket = bin2hex($this->box->fingerprint($what, 'visit'));
        $minute = intdiv(time(), 60);
        try {
            $hits = $this->inMemory($bucket, $minute) ?? $this->inTable($bucket, $minute);
        } catch (DatabaseException) {
            return true;
        }

        return $hits <= $perMinute;
    }

    private function inMemory(string $bucket, int $minute): ?int
    {
        if (!function_exists('apcu_enabled') || !apcu_enabled()) {
            return null;
        }
        $success = false;
        $hits = apcu_inc('jtl_twint.' . $bucket . '.' . $minute, 1, $success, 60 * self::KEEP_MINUTES);

        return $success && is_int($hits) ? $hits : null;
    }

    private function inTable(string $bucket, int $minute): int
    {
        $this->database->execute('INSERT INTO '
        . self::TABLE
        . ' (bucket, minute, hits) VALUES (:bucket, :minute, 1) ON DUPLICATE KEY UPDATE hits = hits + 1', [
            'bucket' => $bucket,
            'minute' => $minute,
        ]);
        if (random_int(1, self::CLEAN_EVERY) === 1) {
            $this->clear();
        }
        $row = $this->database->row('SELECT hits FROM '
        . self::TABLE
        . ' WHERE bucket = :bucket AND minute = :minute', ['bucket' => $bucket, 'minute' => $minute]);

        return (int) ($row['hits'] ?? 0);
    }

    /** Drops what does not count any more. */
    public function clear(): void
    {
        $this->database->execute('DELETE FROM ' . self::TABLE . ' WHERE minute < :old', [
            'old' => intdiv(time(), 60) - self::KEEP_MINUTES,
        ]);
    }
}
