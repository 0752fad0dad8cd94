<?php

/**
 * What the plugin costs when its tables have grown: `./dev bench growth` runs it. Brings up a MariaDB and a simulator of its own,
 * fills a table of a thousand payments and one of a million, and then measures one part after the other:
 *
 *     growth.php [PAYMENTS] [PART …]      all parts: questions file migration sweep wawi
 */

declare(strict_types=1);

use Twint\Bench\Growth\Bench;

require __DIR__ . '/../php/autoload.php';

// Whoever is ended this way ends its servers first.
pcntl_async_signals(true);
foreach ([SIGTERM, SIGINT, SIGHUP] as $signal) {
    pcntl_signal(
        $signal,
        static function (int $signal): never {
            exit(128 + $signal);
        },
        false,
    );
}
$arguments = array_slice($argv, 1);
$payments = is_numeric($arguments[0] ?? null) ? (int) array_shift($arguments) : 1_000_000;
Twint\Tests\Servers::start();
(new Bench($payments, new Twint\Tests\Twint()))->run($arguments ?: Bench::PARTS);
