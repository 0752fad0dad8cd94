<?php

/**
 * Changes the running shop for a test, as its admin would.
 *
 *     change.php setting NAME VALUE      a setting of the shop
 *     change.php plugin NAME VALUE       a setting of the plugin
 *     change.php currency CHF|EUR
 *     change.php stock ARTICLE LEVEL
 */

declare(strict_types=1);

require __DIR__ . '/boot.php';

[, $what, $name, $value] = $argv + ['', '', '', ''];
switch ($what) {
    case 'setting':
        execute('UPDATE teinstellungen SET cWert = :value WHERE cName = :name', ['value' => $value, 'name' => $name]);
        break;
    case 'plugin':
        execute('DELETE s FROM tplugineinstellungen s JOIN tplugin p USING (kPlugin)
            WHERE p.cPluginID = \'jtl_twint\' AND s.cName = :name', ['name' => $name]);
        execute('INSERT INTO tplugineinstellungen (kPlugin, cName, cWert) SELECT kPlugin, :name, :value FROM tplugin
            WHERE cPluginID = \'jtl_twint\'', ['name' => $name, 'value' => $value]);
        break;
    case 'currency':
        $currency = $name;
        require __DIR__ . '/seed/currencies.php';
        break;
    case 'stock':
        execute('UPDATE tartikel SET fLagerbestand = :level WHERE kArtikel = :article', [
            'level' => $value,
            'article' => $name,
        ]);
        break;
    default:
        fwrite(STDERR, "Unknown: $what\n");
        exit(2);
}
$cache->flushAll();
