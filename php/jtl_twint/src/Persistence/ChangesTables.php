<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

use JTL\Plugin\Migration;

/**
 * For a migration that changes a table while others read and write it.
 *
 * Only for a moment the server needs the table for itself. Should a long transaction be at it, everybody would queue behind the one who
 * waits for that moment: so it waits shortly, and again.
 *
 * @require-extends Migration
 */
trait ChangesTables
{
    private static int $waitSeconds = 1;
    private static int $mostTries = 30;
    /** For those who queued up behind it. */
    private static int $pauseMicroseconds = 500_000;

    /** @var list<string> how to change it, what disturbs others least first; the next one only where the server refuses it */
    private static array $ways = [', ALGORITHM=INSTANT', ', ALGORITHM=INPLACE, LOCK=NONE', ''];

    private function addColumn(string $table, string $column, string $change): void
    {
        $look = "SHOW COLUMNS FROM $table LIKE '" . str_replace('_', '\\_', $column) . "'";
        $this->change($table, $change, $look, 'column ' . $column);
    }

    private function addIndex(string $table, string $name, string $columns): void
    {
        $look = "SHOW INDEX FROM $table WHERE Key_name = '$name'";
        $this->change($table, "ADD INDEX $name ($columns)", $look, 'index ' . $name);
    }

    private function change(string $table, string $change, string $look, string $what): void
    {
        $this->execute('SET SESSION lock_wait_timeout = ' . self::$waitSeconds);
        try {
            $way = 0;
            for ($try = 1; !$this->finds($look); $try++) {
                $isRefused = $this->isRefusedAtOnce("ALTER TABLE $table $change" . self::$ways[$way]);
                if ($this->finds($look)) {
                    return;
                }
                if ($try === self::$mostTries || $isRefused && !isset(self::$ways[++$way])) {
                    throw new \RuntimeException('The ' . $what . ' of ' . $table . ' could not be added.');
                }
                if (!$isRefused) {
                    usleep(self::$pauseMicroseconds);
                }
            }
        } finally {
            $this->execute('SET SESSION lock_wait_timeout = DEFAULT');
        }
    }

    /** The shop's layer does not say why a statement failed; but who had to wait for the table was not refused. */
    private function isRefusedAtOnce(string $statement): bool
    {
        $began = hrtime(true);
        try {
            $this->execute($statement);
        } catch (\Throwable) {
            // Within a transaction it says at least that it did.
        }

        return (hrtime(true) - $began) < (self::$waitSeconds * 900_000_000);
    }

    private function finds(string $look): bool
    {
        // A shop before 5.3 says false where there is none.
        return is_object($this->fetchOne($look));
    }
}
