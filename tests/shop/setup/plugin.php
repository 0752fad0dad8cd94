<?php

/**
 * Puts the plugin into the shop and lets the shop's own installer install it (or update, or install anew when its info.xml or
 * its tables changed under the same version), then links its payment method to the ways of shipping.
 *
 *     plugin.php FOLDER
 */

declare(strict_types=1);

$source = (string) realpath($argv[1]);
require __DIR__ . '/boot.php';

use JTL\Plugin\Admin\Installation\Installer;
use JTL\Plugin\Admin\Installation\Uninstaller;
use JTL\Plugin\Admin\Updater;
use JTL\Plugin\Admin\Validation\LegacyPluginValidator;
use JTL\Plugin\Admin\Validation\PluginValidator;
use JTL\Plugin\InstallCode;
use JTL\XMLParser;

$info = $source . '/info.xml';
if (!is_file($info)) {
    fwrite(STDERR, "There is no info.xml in $source.\n");
    exit(2);
}
$id = (string) simplexml_load_file($info)->PluginID;
$version = (string) simplexml_load_file($info)->Version;
$target = PFAD_ROOT . PLUGIN_DIR . $id;
$state = static fn(string $folder): string => implode("\n", array_map(
    static fn(string $file): string => basename($file) . ' ' . hash_file('sha256', $file),
    glob($folder . '/{info.xml,Migrations/*.php}', GLOB_BRACE),
));
$before = $state($target);
exec(sprintf('rm -rf %2$s && cp -R %1$s %2$s', escapeshellarg($source), escapeshellarg($target)), $said, $failed);
if ($failed !== 0) {
    fwrite(STDERR, implode("\n", $said));
    exit(1);
}

// As the packages carry it.
if (is_file(dirname($source, 2) . '/release/manual-files')) {
    $manual = $target . '/adminmenu/manual';
    exec(escapeshellarg(dirname($source, 2) . '/release/manual-files'), $files, $failed);
    mkdir($manual . '/screenshots', 0o777, true);
    foreach ($files as $file) {
        copy(
            dirname($source, 2) . '/' . $file,
            $manual . (str_ends_with($file, '.md') ? '/' : '/screenshots/') . basename($file),
        );
    }
}

$check = static function (string $what, int $code): void {
    $name = array_search($code, (new ReflectionClass(InstallCode::class))->getConstants(), true);
    echo "$what: $code ", is_string($name) ? $name : '', "\n";
    if ($code !== InstallCode::OK && $code !== InstallCode::OK_LEGACY) {
        exit(1);
    }
};
$parser = new XMLParser();
$uninstaller = new Uninstaller($db, $cache);
$validator = new PluginValidator($db, $parser);
$installer = new Installer($db, $uninstaller, new LegacyPluginValidator($db, $parser), $validator, $cache);
$installed = $db->select('tplugin', 'cPluginID', $id);
$sameVersion = $installed !== null && $installed->nVersion === $version;
if ($sameVersion && $before !== $state($target)) {
    $check('uninstalled', $uninstaller->uninstall((int) $installed->kPlugin, false, null, true));
    $installed = null;
}
if ($installed === null) {
    $check('valid', $validator->validateByPath($target));
    $installer->setDir($id);
    $check('installed', $installer->prepare());
} elseif (!$sameVersion) {
    $check('updated', (new Updater($db, $installer))->update((int) $installed->kPlugin));
}

require __DIR__ . '/ship.php';
