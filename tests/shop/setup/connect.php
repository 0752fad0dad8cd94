<?php

/** Gives the installed plugin the simulator's merchant, by the plugin's own classes. */

declare(strict_types=1);

require __DIR__ . '/boot.php';

use JTL\Events\Dispatcher;
use JTL\Plugin\Helper;
use JTL\Plugin\PluginLoader;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Settings\Credentials;

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

Helper::bootstrap($plugin, new PluginLoader($db, $cache))->boot(Dispatcher::getInstance());
$certificate = $simulator['certificates']['valid']['pkcs12'];
Services::booted()
    ->secrets()
    ->save(
        'testing',
        new Credentials($simulator['storeUuid'], (string) file_get_contents($certificate), $simulator['passphrase']),
    );
