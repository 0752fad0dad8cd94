<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/**
 * Of a refund, when the merchant entered that it was not carried out; of a payment, whether TWINT said something that nobody has acted
 * on yet; of Wawi's news, how order and payment agreed, and what the order came to then.
 */
final class Migration20261128020000 extends Migration implements IMigration
{
    private const ADDED = [
        ['xplugin_jtl_twint_operation', 'denied_at', "ADD COLUMN denied_at DATETIME(3) NULL
            COMMENT 'a refund that the merchant entered as not carried out: when, or when TWINT was last asked about it',
            ADD KEY denied_at (denied_at)"],
        [
            'xplugin_jtl_twint_transaction',
            'has_news',
            "ADD COLUMN has_news TINYINT UNSIGNED NOT NULL DEFAULT 0
            COMMENT 'TWINT said something that nobody has acted on yet' AFTER on_phone",
        ],
        [
            'xplugin_jtl_twint_wawi',
            'compared_reach',
            "ADD COLUMN compared_finding VARCHAR(64) NULL
            COMMENT 'how order and payment agreed when they were last compared for these news' AFTER message,
            ADD COLUMN compared_total DECIMAL(12,2) NULL COMMENT 'what the order came to then' AFTER compared_finding,
            ADD COLUMN compared_reach DECIMAL(12,2) NULL COMMENT 'the most that could be captured then' AFTER compared_total",
        ],
    ];
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
            foreach (self::ADDED as [$table, $column, $change]) {
                $this->add($table, $column, $change);
            }
        } finally {
            $this->execute('SET SESSION lock_wait_timeout = DEFAULT');
        }
    }

    /** They go with their tables. */
    public function down()
    {
    }

    private function add(string $table, string $column, string $change): void
    {
        for ($try = 1; !$this->has($table, $column); $try++) {
            $this->try("ALTER TABLE $table $change");
            if ($this->has($table, $column)) {
                return;
            }
            if ($try === self::TRIES) {
                throw new \RuntimeException('The table ' . $table . ' could not be changed.');
            }
            usleep(self::PAUSE_MICROSECONDS);
        }
    }

    private function try(string $statement): void
    {
        try {
            $this->execute($statement);
        } catch (\Throwable) {
            // The shop's layer says that a statement failed only within a transaction.
        }
    }

    private function has(string $table, string $column): bool
    {
        // A shop before 5.3 says false where there is none.
        return is_object($this->fetchOne("SHOW COLUMNS FROM $table LIKE '" . str_replace('_', '\\_', $column) . "'"));
    }
}
