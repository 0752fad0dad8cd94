<?php

/** Links the plugin's payment methods to the ways of shipping, as an admin does after the installation. */

declare(strict_types=1);

require_once __DIR__ . '/boot.php';

$plugin = $db->select('tplugin', 'cPluginID', 'jtl_twint');
$methods = $db->getObjects('SELECT kZahlungsart, cModulId FROM tzahlungsart WHERE cModulId LIKE :module', [
    'module' => 'kPlugin\_' . $plugin->kPlugin . '\_%',
]);
foreach ($methods as $method) {
    execute('DELETE FROM tversandartzahlungsart WHERE kZahlungsart = :method', ['method' => $method->kZahlungsart]);
    // By post at no charge; by courier TWINT costs 1.15 more.
    execute("INSERT INTO tversandartzahlungsart (kVersandart, kZahlungsart, fAufpreis, cAufpreisTyp)
        SELECT kVersandart, :method, IF(kVersandart = 8, 1.15, 0), 'festpreis' FROM tversandart", [
        'method' => $method->kZahlungsart,
    ]);
    echo "payment method $method->kZahlungsart $method->cModulId\n";
}
$cache->flushAll();
