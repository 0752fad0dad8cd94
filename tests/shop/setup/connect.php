<?php

/** Gives the installed plugin the simulator's merchant, by the plugin's own classes. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\SecretStore;

$simulator = json_decode((string) file_get_contents($lab . '/simulator.json'), true, flags: JSON_THROW_ON_ERROR);
$settings = [
    'environment' => 'testing',
    'test_endpoint' => $simulator['endpoint'],
    'test_app_schemes_endpoint' => $simulator['appSchemesEndpoint'],
    'test_ca_file' => $simulator['caFile'],
    'poll_interval' => '2',
];
$plugin = (int) $db->select('tplugin', 'cPluginID', 'jtl_twint')->kPlugin;
foreach ($settings as $name => $value) {
    execute('DELETE FROM tplugineinstellungen WHERE kPlugin = :plugin AND cName = :name', [
        'plugin' => $plugin,
        'name' => $name,
    ]);
    execute('INSERT INTO tplugineinstellungen (kPlugin, cName, cWert) VALUES (:plugin, :name, :value)', [
        'plugin' => $plugin,
        'name' => $name,
        'value' => $value,
    ]);
}
$cache->flushAll();

$certificate = $simulator['certificates']['valid']['pkcs12'];
part(SecretStore::class)->save(
    new AccessKey(AccessKey::FIRST, 'testing'),
    new Credentials($simulator['storeUuid'], (string) file_get_contents($certificate), $simulator['passphrase']),
);
