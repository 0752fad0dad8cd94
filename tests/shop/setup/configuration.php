<?php

/**
 * Lets the installed shop answer on whatever port it is asked, and find the database where it is this time:
 * the same shop is then served with and without the extension.
 */

declare(strict_types=1);

$lab = $argv[1];
$file = $lab . '/shop/includes/config.JTL-Shop.ini.php';
$text = (string) file_get_contents($file);
// A head may use another node of the database than the others.
$port = "(getenv('TWINT_SHOP_DATABASE_PORT') ?: trim((string)file_get_contents('" . $lab . "/database-port')))";
$changes = [
    '/^define\(\s*[\'"]URL_SHOP[\'"].*$/m' => "define('URL_SHOP', 'http://' . (\$_SERVER['HTTP_HOST'] ?? getenv('TWINT_SHOP_HOST') ?: '127.0.0.1:8490'));",
    '/^define\(\s*[\'"]DB_HOST[\'"].*$/m' => "define('DB_HOST', '127.0.0.1;port=' . " . $port . ');',
];
foreach ($changes as $pattern => $line) {
    $text = (string) preg_replace_callback($pattern, static fn(): string => $line, $text, -1, $count);
    if ($count !== 1) {
        fwrite(STDERR, "Not found in the shop's configuration: $pattern\n");
        exit(1);
    }
}
file_put_contents($file, $text);
