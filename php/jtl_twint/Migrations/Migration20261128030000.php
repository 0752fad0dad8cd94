<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/** Whether TWINT said something of a payment that nobody has acted on yet. */
final class Migration20261128030000 extends Migration implements IMigration
{
    private const TABLE = 'xplugin_jtl_twint_transaction';
    private const WAIT_SECONDS = 1;
    private const TRIES = 30;
    /** For those who queued up behind it. */
    private const PAUSE_MICROSECONDS = 500_000;

    /**
     * Waits shortly for whoever is at the table, and again: all others would queue behind one who waits for long.
     *
     * @inheritdoc
     */
    public function up()
    {
        $this->execute('SET SESSION lock_wait_timeout = ' . self::WAIT_SECONDS);
        try {
            for ($try = 1; !$this->isDone(); $try++) {
                $this->add();
                if ($this->isDone()) {
                    return;
                }
                if ($try === self::TRIES) {
                    throw new \RuntimeException('The table ' . self::TABLE . ' could not be changed.');
                }
                usleep(self::PAUSE_MICROSECONDS);
            }
        } finally {
            $this->execute('SET SESSION lock_wait_timeout = DEFAULT');
        }
    }

    /** It goes with its table. */
    public function down()
    {
    }

    private function add(): void
    {
        try {
            $this->execute(
                'ALTER TABLE '
                . self::TABLE
                . " ADD COLUMN has_news TINYINT UNSIGNED NOT NULL DEFAULT 0
                    COMMENT 'TWINT said something that nobody has acted on yet' AFTER on_phone",
            );
        } catch (\Throwable) {
            // The shop's layer says that a statement failed only within a transaction.
        }
    }

    private function isDone(): bool
    {
        // A shop before 5.3 says false where there is none.
        return is_object($this->fetchOne('SHOW COLUMNS FROM ' . self::TABLE . " LIKE 'has\\_news'"));
    }
}
