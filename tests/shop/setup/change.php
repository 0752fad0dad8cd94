<?php

/**
 * Changes the running shop for a test, as its admin would.
 *
 *     change.php setting NAME VALUE      a setting of the shop
 *     change.php plugin NAME VALUE       a setting of the plugin
 *     change.php currency CHF|EUR
 *     change.php stock ARTICLE LEVEL
 *     change.php template NOVA|NAME      the shop's own, or one of tests/shop/templates
 */

declare(strict_types=1);

require __DIR__ . '/boot.php';

use JTL\Shop;

/** Brings a template into the shop, with the settings that NOVA has here, but for the theme, which is the template's own. */
function addTemplate(string $folder, string $name): void
{
    exec('cp -r ' . escapeshellarg($folder) . ' ' . escapeshellarg(PFAD_ROOT . PFAD_TEMPLATES));
    execute('DELETE FROM ttemplateeinstellungen WHERE cTemplate = :name', ['name' => $name]);
    execute(
        "INSERT INTO ttemplateeinstellungen (cTemplate, cSektion, cName, cWert)
        SELECT :name, cSektion, cName, IF(cName = 'theme_default', :theme, cWert) FROM ttemplateeinstellungen WHERE cTemplate = 'NOVA'",
        [
            'name' => $name,
            'theme' => basename(glob($folder . '/themes/*')[0] ?? 'clear'),
        ],
    );
}

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
    case 'template':
        if ($name !== 'NOVA') {
            addTemplate(dirname(__DIR__) . '/templates/' . $name, $name);
        }
        if (!Shop::Container()->getTemplateService()->setActiveTemplate($name)) {
            fwrite(STDERR, "The shop does not take the template $name.\n");
            exit(1);
        }
        break;
    default:
        fwrite(STDERR, "Unknown: $what\n");
        exit(2);
}
$cache->flushAll();
