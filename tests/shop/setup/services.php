<?php

/** The installed plugin, booted as the shop does; after boot.php. */

declare(strict_types=1);

use JTL\Events\Dispatcher;
use JTL\Plugin\Helper;
use JTL\Plugin\PluginLoader;
use JTL\Shop;
use Plugin\jtl_twint\src\Container;

function container(): Container
{
    $db = Shop::Container()->getDB();
    $cache = Shop::Container()->getCache();
    $plugin = (int) $db->select('tplugin', 'cPluginID', 'jtl_twint')->kPlugin;
    Helper::bootstrap($plugin, new PluginLoader($db, $cache))->boot(Dispatcher::getInstance());

    return Container::booted();
}

/**
 * @template T of object
 * @param class-string<T> $class
 * @return T
 */
function part(string $class): object
{
    return container()->get($class);
}
