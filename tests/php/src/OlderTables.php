<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The plugin's tables as they are between its upload and the click on "Update": without what the latest migrations added. */
final class OlderTables
{
    private const ADDED_LATER = [
        'transaction' => 'DROP KEY access_phase, DROP COLUMN access_id, DROP COLUMN has_news',
        'operation' => 'DROP KEY denied_at, DROP COLUMN denied_at',
        'wawi' => 'DROP COLUMN compared_finding, DROP COLUMN compared_total, DROP COLUMN compared_reach',
        'check_in' => 'DROP KEY access_phase, DROP COLUMN access_id',
    ];

    public static function during(\PDO $pdo, callable $work): void
    {
        foreach (self::ADDED_LATER as $table => $drop) {
            $pdo->exec("ALTER TABLE xplugin_jtl_twint_$table $drop");
        }
        try {
            $work();
        } finally {
            World::migrate($pdo);
        }
    }
}
