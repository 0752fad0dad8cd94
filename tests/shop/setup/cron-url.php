<?php

/** Prints the address of the plugin's sweep, which the backend shows to the admin. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

use JTL\Shop;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronSecret;

$secret = part(CronSecret::class)->current();
echo Shop::getURL(), CronEndpoint::PATH, $secret, "\n";
