<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;
use Plugin\jtl_twint\src\Persistence\ChangesTables;

/**
 * Of a refund, when the merchant entered that it was not carried out; of a payment, whether TWINT said something that nobody has acted
 * on yet; of Wawi's news, how order and payment agreed, and what the order came to then.
 */
final class Migration20261128020000 extends Migration implements IMigration
{
    use ChangesTables;

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

    /** @inheritdoc */
    public function up()
    {
        foreach (self::ADDED as [$table, $column, $change]) {
            $this->addColumn($table, $column, $change);
        }
    }

    /** They go with their tables. */
    public function down()
    {
    }
}
