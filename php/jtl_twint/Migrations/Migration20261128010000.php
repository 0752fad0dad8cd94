<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;
use Plugin\jtl_twint\src\Persistence\ChangesTables;

/**
 * Several sets of access data. What was stored before is the first of them: its certificates and facts keep their names, and all
 * payments are its own.
 */
final class Migration20261128010000 extends Migration implements IMigration
{
    use ChangesTables;

    private const SETS = 'xplugin_jtl_twint_access_data';
    /** Each remembers the set that it was begun with. */
    private const BEGUN_WITH_ONE = ['xplugin_jtl_twint_transaction', 'xplugin_jtl_twint_check_in'];

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
            $this->addColumn($table, 'access_id', "ADD COLUMN access_id INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of access_data; 0: none applied' AFTER environment,
                    ADD KEY access_phase (access_id, phase)");
        }
    }

    /** @inheritdoc */
    public function down()
    {
        if ($this->doDeleteData()) {
            $this->execute('DROP TABLE IF EXISTS ' . self::SETS);
        }
    }
}
