<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The tables of the shop that the status file reads by itself: the plugin, its settings, and whether the shop is open. */
final class ShopSettings
{
    public const PLUGIN_ID = 7;

    /** @param array<string, string> $settings of the plugin, beside those that lead to the simulator */
    public static function write(\PDO $pdo, Twint $twint, array $settings = []): void
    {
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tplugin (kPlugin INT PRIMARY KEY, cPluginID VARCHAR(255), nStatus INT, nVersion VARCHAR(30)) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS teinstellungen (kEinstellungenSektion INT, cName VARCHAR(255), cWert TEXT, PRIMARY KEY (kEinstellungenSektion, cName)) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tplugineinstellungen (kPlugin INT, cName VARCHAR(255), cWert TEXT, PRIMARY KEY (kPlugin, cName)) ENGINE=InnoDB',
        );
        foreach (['tplugin', 'teinstellungen', 'tplugineinstellungen'] as $table) {
            $pdo->exec('DELETE FROM ' . $table);
        }
        $pdo->exec('INSERT INTO tplugin VALUES (' . self::PLUGIN_ID . ", 'jtl_twint', 2, '0.0.0')");
        $pdo->exec("INSERT INTO teinstellungen VALUES (1, 'wartungsmodus_aktiviert', 'N')");
        $insert = $pdo->prepare('INSERT INTO tplugineinstellungen VALUES (?, ?, ?)');
        $settings += [
            'environment' => 'testing',
            'test_endpoint' => $twint->endpoint(),
            'test_app_schemes_endpoint' => $twint->appSchemesEndpoint(),
            'test_ca_file' => $twint->caFile(),
        ];
        foreach ($settings as $name => $value) {
            $insert->execute([self::PLUGIN_ID, $name, $value]);
        }
    }
}
