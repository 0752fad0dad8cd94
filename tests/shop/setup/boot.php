<?php

/** Boots the installed shop without a web server, in the way of its own `cli`. */

declare(strict_types=1);

use JTL\Cache\JTLCacheInterface;
use JTL\DB\DbInterface;
use JTL\Router\Router;
use JTL\Router\State;
use JTL\Shop;
use JTL\Shopsetting;

$lab = (string) getenv('TWINT_SHOP_LAB');
if (!is_file($lab . '/shop/includes/config.JTL-Shop.ini.php')) {
    fwrite(STDERR, "TWINT_SHOP_LAB names no folder with an installed shop.\n");
    exit(2);
}
chdir($lab . '/shop');
// What the shop itself says about its own code is not our business here.
error_reporting(E_ALL & ~E_DEPRECATED & ~E_NOTICE & ~E_WARNING);
$_SERVER['HTTP_HOST'] = $_SERVER['SERVER_NAME'] = getenv('TWINT_SHOP_HOST') ?: '127.0.0.1:8490';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';

const CLI_BATCHRUN = true;

const PFAD_INCLUDES = 'includes/';

require_once $lab . '/shop/includes/config.JTL-Shop.ini.php';
require_once PFAD_ROOT . PFAD_INCLUDES . 'defines.php';
require_once PFAD_ROOT . PFAD_INCLUDES . 'autoload.php';
// @mago-expect lint:no-ini-set (the shop turns it off)
ini_set('display_errors', '1');

Shop::setLanguage(1, 'ger');
/** @var DbInterface $db */
$db = Shop::Container()->getDB();
/** @var JTLCacheInterface $cache */
$cache = Shop::Container()->getCache();
$cache->setJtlCacheConfig($db->selectAll('teinstellungen', 'kEinstellungenSektion', CONF_CACHING));
Shop::setRouter(
    new Router(
        $db,
        $cache,
        new State(),
        Shop::Container()->getAlertService(),
        Shopsetting::getInstance($db, $cache)->getAll(),
    ),
);

/** The shop swallows SQL errors; a seed must not. */
function execute(string $sql, array $values = []): void
{
    $pdo = Shop::Container()->getDB()->getPDO();
    $pdo->prepare($sql)->execute($values);
}
