<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Persistence\Database;

/** The plugin's row in a shop that would answer. */
final class OpenShop
{
    private function __construct(
        public readonly int $pluginId,
        public readonly string $pluginVersion,
    ) {
    }

    /** Null: the plugin is not active (2), or the shop under maintenance (a setting of section 1). */
    public static function find(Database $database): ?self
    {
        $plugin = $database->row(
            "SELECT kPlugin, nVersion FROM tplugin WHERE cPluginID = 'jtl_twint' AND nStatus = 2
            AND NOT EXISTS (SELECT 1 FROM teinstellungen
                WHERE kEinstellungenSektion = 1 AND cName = 'wartungsmodus_aktiviert' AND cWert = 'Y')",
        );

        return $plugin === null ? null : new self((int) $plugin['kPlugin'], $plugin['nVersion'] ?? '');
    }
}
