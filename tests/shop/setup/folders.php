<?php

/** Creates the folders and files that the shop's own installer insists on, as the shop itself lists them. */

declare(strict_types=1);

$shop = $argv[1];
$source = (string) file_get_contents($shop . '/includes/src/Console/Command/InstallCommand.php');
if (preg_match('/\$writeablePaths\s*=\s*\[(.*?)\];/s', $source, $list) !== 1) {
    fwrite(STDERR, "The list of folders was not found in this shop's installer.\n");
    exit(1);
}
preg_match_all("/'([^']+)'/", $list[1], $paths);
foreach ($paths[1] as $path) {
    $isFile = str_contains(basename($path), '.');
    $folder = $shop . '/' . ($isFile ? dirname($path) : $path);
    if (!is_dir($folder)) {
        mkdir($folder, recursive: true);
    }
    if ($isFile && !is_file($shop . '/' . $path)) {
        touch($shop . '/' . $path);
    }
}
foreach ([
    'plugins',
    'includes/plugins',
    'admin/templates_c',
    'media/video',
    'export/backup',
    'bilder/banner',
    'bilder/variationen/klein',
] as $path) {
    if (!is_dir($shop . '/' . $path)) {
        mkdir($shop . '/' . $path, recursive: true);
    }
}
$sizes = [
    'category',
    'characteristic',
    'characteristicvalue',
    'configgroup',
    'manufacturer',
    'news',
    'newscategory',
    'opc',
    'variation',
    'storage/categories',
    'storage/characteristics',
    'storage/characteristicvalues',
    'storage/configgroups',
    'storage/manufacturers',
    'storage/opc',
    'storage/variations',
    'storage/videothumbs',
];
foreach ($sizes as $path) {
    if (!is_dir($shop . '/media/image/' . $path)) {
        mkdir($shop . '/media/image/' . $path, recursive: true);
    }
}
