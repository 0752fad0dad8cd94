<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/**
 * Several sets of access data. What was stored before is the first of them: its certificates and facts keep their names, and all
 * payments are its own.
 */
final class Migration20261128010000 extends Migration implements IMigration
{
    private const SETS = 'xplugin_jtl_twint_access_data';
    /** Each remembers the set that it was begun with. */
    private const BEGUN_WITH_ONE = ['xplugin_jtl_twint_transaction', 'xplugin_jtl_twint_check_in'];
    private const WAIT_SECONDS = 1;
    private const TRIES = 30;
    /** For those who queued up behind it. */
    private const PAUSE_MICROSECONDS = 500_000;

    /** @inheritdoc */
    public function up()
    {
        $this->execute(
            'CREATE TABLE IF NOT EXISTS '
            . self::SETS
            . " (
            id INT UNSIGNED NOT NULL AUTO_INCREMENT,
            name VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'for the merchant; empty: its number',
            is_on TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0: begins no payments',
            languages TEXT NOT NULL COMMENT 'JSON: codes of three letters; none: any',
            domains TEXT NOT NULL COMMENT 'JSON: hosts; none: any',
            customer_groups TEXT NOT NULL COMMENT 'JSON: kKundengruppe; none: any',
            version INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'counted by each who saves it',
            switched_off_at DATETIME(3) NULL COMMENT 'NULL: never, or it is on',
            PRIMARY KEY (id)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci",
        );
        $this->execute(
            'INSERT IGNORE INTO '
            . self::SETS
            . " (id, is_on, languages, domains, customer_groups) SELECT 1, 1, '[]', '[]', '[]' FROM DUAL"
            . ' WHERE NOT EXISTS (SELECT 1 FROM '
            . self::SETS
            . ' there)',
        );
        // A shop before 5.3 says false where there is none.
        if (!is_object($this->fetchOne('SELECT 1 FROM ' . self::SETS . ' LIMIT 1'))) {
            throw new \RuntimeException('The table ' . self::SETS . ' could not be created.');
        }
        foreach (self::BEGUN_WITH_ONE as $table) {
            $this->addSet($table);
        }
    }

    /** @inheritdoc */
    public function down()
    {
        if ($this->doDeleteData()) {
            $this->execute('DROP TABLE IF EXISTS ' . self::SETS);
        }
    }

    /** Waits shortly for whoever is at the table, and again: all others would queue behind one who waits for long. */
    private function addSet(string $table): void
    {
        $this->execute('SET SESSION lock_wait_timeout = ' . self::WAIT_SECONDS);
        try {
            for ($try = 1; !$this->hasSet($table); $try++) {
                $this->tryToAddSet($table);
                if ($this->hasSet($table)) {
                    return;
                }
                if ($try === self::TRIES) {
                    throw new \RuntimeException('The table ' . $table . ' could not be changed.');
                }
                usleep(self::PAUSE_MICROSECONDS);
            }
        } finally {
            $this->execute('SET SESSION lock_wait_timeout = DEFAULT');
        }
    }

    private function tryToAddSet(string $table): void
    {
        try {
            $this->execute('ALTER TABLE ' . $table . " ADD COLUMN access_id INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of access_data; 0: none applied' AFTER environment,
                    ADD KEY access_phase (access_id, phase)");
        } catch (\Throwable) {
            // The shop's layer says that a statement failed only within a transaction.
        }
    }

    private function hasSet(string $table): bool
    {
        return is_object($this->fetchOne('SHOW COLUMNS FROM ' . $table . " LIKE 'access\\_id'"));
    }
}
