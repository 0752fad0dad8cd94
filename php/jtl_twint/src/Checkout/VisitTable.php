<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;

/** Visits in a small table, which all heads of a shop share. */
final class VisitTable implements VisitCounter
{
    private const TABLE = 'xplugin_jtl_twint_visit';
    private const KEEP_MINUTES = 5;
    /** One visit in so many clears old counters away. */
    private const CLEAN_EVERY = 500;

    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function hit(string $bucket, int $minute): ?int
    {
        try {
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
        } catch (DatabaseException) {
            return null;
        }

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
