<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/** When the merchant entered of a refund that it was not carried out: TWINT is asked about it again. */
final class Migration20261128020000 extends Migration implements IMigration
{
    private const TABLE = 'xplugin_jtl_twint_operation';
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
            $this->execute('ALTER TABLE ' . self::TABLE . " ADD COLUMN denied_at DATETIME(3) NULL
                    COMMENT 'a refund that the merchant entered as not carried out: when, or when TWINT was last asked about it',
                    ADD KEY denied_at (denied_at)");
        } catch (\Throwable) {
            // The shop's layer says that a statement failed only within a transaction.
        }
    }

    private function isDone(): bool
    {
        // A shop before 5.3 says false where there is none.
        return is_object($this->fetchOne('SHOW COLUMNS FROM ' . self::TABLE . " LIKE 'denied\\_at'"));
    }
}
