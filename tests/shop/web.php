<?php

/** The router of `php -S`: does what the shop's own .htaccess files do under Apache. */

declare(strict_types=1);

$root = (string) $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode((string) parse_url((string) $_SERVER['REQUEST_URI'], PHP_URL_PATH));

$script = static function (string $file) use ($root): void {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/' . $file;
    $_SERVER['SCRIPT_FILENAME'] = $root . '/' . $file;
    chdir(dirname($root . '/' . $file));
    require $root . '/' . $file;
};

$send = static function (string $file): void {
    $types = [
        'css' => 'text/css; charset=utf-8',
        'gif' => 'image/gif',
        'html' => 'text/html; charset=utf-8',
        'ico' => 'image/x-icon',
        'jpeg' => 'image/jpeg',
        'jpg' => 'image/jpeg',
        'js' => 'text/javascript; charset=utf-8',
        'json' => 'application/json',
        'map' => 'application/json',
        'mjs' => 'text/javascript; charset=utf-8',
        'png' => 'image/png',
        'svg' => 'image/svg+xml',
        'txt' => 'text/plain; charset=utf-8',
        'webp' => 'image/webp',
        'woff' => 'font/woff',
        'woff2' => 'font/woff2',
        'xml' => 'application/xml',
    ];
    header('Content-Type: ' . ($types[strtolower(pathinfo($file, PATHINFO_EXTENSION))] ?? 'application/octet-stream'));
    header('Content-Length: ' . (string) filesize($file));
    header('Cache-Control: max-age=3600');
    readfile($file);
};

$closed = '#^/(templates_c/filecache/|dbeS/(tmp|logs)/|jtllogs/|includes/config\.|plugins/[^?]*\.(php|tpl|xml|md)$)#i';
// What a plugin's own .htaccess opens again, as ours does.
$opened =
    preg_match('#^/plugins/[^/]+/frontend/status\.php$#', $path) === 1
    && is_file(dirname($root . $path) . '/.htaccess');
if (!$opened && preg_match($closed, $path) === 1) {
    http_response_code(403);
} elseif ($path === '/robots.txt') {
    $script('robots.php');
} elseif (preg_match('#^/asset/(.+)$#', $path, $group) === 1) {
    $_GET['g'] = $group[1];
    $_SERVER['QUERY_STRING'] = http_build_query($_GET);
    $script('includes/libs/minify/index.php');
} elseif (preg_match('#^/dbeS/(.+)\.php$#', $path, $endpoint) === 1) {
    // @mago-expect lint:no-request-variable (what a rewrite rule of the shop's sets)
    $_GET['id'] = $_REQUEST['id'] = $endpoint[1];
    $script('dbeS/index.php');
} else {
    $file = realpath($root . (string) preg_replace('#^/static/#', '/templates_c/min/', $path));
    $inside = $file !== false && str_starts_with($file . '/', $root . '/');
    if ($inside && is_dir($file) && is_file($file . '/index.php')) {
        $script(ltrim(substr($file, strlen($root)) . '/index.php', '/'));
    } elseif ($inside && is_file($file) && str_ends_with($file, '.php')) {
        $script(ltrim(substr($file, strlen($root)), '/'));
    } elseif ($inside && is_file($file)) {
        $send($file);
    } else {
        $script(str_starts_with($path, '/admin/') ? 'admin/index.php' : 'index.php');
    }
}

return true;
