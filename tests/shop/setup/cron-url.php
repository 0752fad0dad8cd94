<?php

/** Prints the address of the plugin's sweep, which the backend shows to the admin. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

echo 'http://', $_SERVER['HTTP_HOST'], '/jtl-twint/cron/', services()->cronSecret()->current(), "\n";
