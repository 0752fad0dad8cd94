<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/**
 * Indexes for what is erased: without them each erasure looks at the whole table, however little there is to erase.
 *
 * InnoDB adds an index while others read and write; only at the beginning and the end it needs the table for a moment. Should a
 * long transaction be at it, everybody would queue behind the one who waits for that moment: so it waits shortly, and again.
 */
final class Migration20261128000000 extends Migration implements IMigration
{
    private const INDEXES = [
        ['xplugin_jtl_twint_word',     'transaction_id', 'transaction_id'],
        ['xplugin_jtl_twint_check_in', 'abandoned',      'transaction_id, created_at'],
    ];
    private const WAIT_SECONDS = 1;
    private const TRIES = 30;
    /** For those who queued up behind it. */
    private const PAUSE_MICROSECONDS = 500_000;

    /** @inheritdoc */
    public function up()
    {
        $this->execute('SET SESSION lock_wait_timeout = ' . self::WAIT_SECONDS);
        try {
            foreach (self::INDEXES as [$table, $name, $columns]) {
                $this->add($table, $name, $columns);
            }
        } finally {
            $this->execute('SET SESSION lock_wait_timeout = DEFAULT');
        }
    }

    /** They go with their tables. */
    public function down()
    {
    }

    private function add(string $table, string $name, string $columns): void
    {
        for ($try = 1; !$this->has($table, $name); $try++) {
            $began = hrtime(true);
            try {
                $this->execute("ALTER TABLE $table ADD INDEX $name ($columns)");
            } catch (\Throwable) {
                // The shop's layer says that a statement failed only within a transaction.
            }
            if ($this->has($table, $name)) {
                return;
            }
            $hasWaited = (hrtime(true) - $began) >= (self::WAIT_SECONDS * 900_000_000);
            if (!$hasWaited || $try === self::TRIES) {
                throw new \RuntimeException('The index ' . $name . ' of ' . $table . ' could not be added.');
            }
            usleep(self::PAUSE_MICROSECONDS);
        }
    }

    private function has(string $table, string $name): bool
    {
        // A shop before 5.3 says false where there is none.
        return is_object($this->fetchOne("SHOW INDEX FROM $table WHERE Key_name = '$name'"));
    }
}
