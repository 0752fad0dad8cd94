<?php

/**
 * PHPUnit's bootstrap: brings up a MariaDB and a simulator for this run, and ends them with it. Needs the extension:
 *
 *     php -d extension=target/debug/libtwint.so /usr/bin/phpunit -c tests/php
 */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

if (!extension_loaded('twint')) {
    fwrite(STDERR, "The extension is not loaded; see tests/php/bootstrap.php.\n");
    exit(1);
}
Twint\Tests\Servers::start();
