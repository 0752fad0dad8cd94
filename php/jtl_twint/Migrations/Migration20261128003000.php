<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/** Whether a phone has a check-in of TWINT Express, as it is known of payments. */
final class Migration20261128003000 extends Migration implements IMigration
{
    private const TABLE = 'xplugin_jtl_twint_check_in';
    private const COLUMN = 'on_phone';

    /** @inheritdoc */
    public function up()
    {
        if ($this->has()) {
            return;
        }
        try {
            $this->execute(
                'ALTER TABLE '
                . self::TABLE
                . ' ADD COLUMN '
                . self::COLUMN
                . " TINYINT UNSIGNED NOT NULL DEFAULT 0
                COMMENT 'a phone has taken it, and its owner has yet to decide' AFTER chosen",
            );
        } catch (\Throwable) {
            // The shop's layer says that a statement failed only within a transaction.
        }
        if (!$this->has()) {
            throw new \RuntimeException('The column ' . self::COLUMN . ' of ' . self::TABLE . ' could not be added.');
        }
    }

    /** It goes with its table. */
    public function down()
    {
    }

    private function has(): bool
    {
        // A shop before 5.3 says false where there is none.
        return is_object($this->fetchOne('SHOW COLUMNS FROM ' . self::TABLE . " LIKE '" . self::COLUMN . "'"));
    }
}
