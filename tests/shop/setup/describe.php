<?php

/** What a script needs to know of the running shop, as one line of JSON. */

declare(strict_types=1);

[, $lab, $port, $bare, $second] = $argv;
$url = "http://127.0.0.1:$port";
$simulator = json_decode((string) file_get_contents($lab . '/simulator.json'), true, flags: JSON_THROW_ON_ERROR);
echo
    json_encode([
        'url' => $url,
        'backend' => $url . '/admin/',
        'phone' => $simulator['control'],
        'withoutExtension' => "http://127.0.0.1:$bare",
        'secondHead' => "http://127.0.0.1:$second",
        'cluster' => is_dir($lab . '/node-2'),
        'admin' => ['user' => 'admin', 'password' => 'admin'],
        'sync' => ['user' => 'sync', 'password' => 'sync'],
        'customer' => ['mail' => 'kundin@example.com', 'password' => 'Muster-1234'],
        'voucher' => 'DEMO5',
        'mails' => $lab . '/mails',
        'lab' => $lab,
        'shop' => $lab . '/shop',
        'database' => [
            'socket' => $lab . '/database.sock',
            'port' => (int) file_get_contents($lab . '/database-port'),
            'name' => 'shop',
            'user' => 'shop',
            'password' => 'shop',
        ],
        'simulator' => $simulator,
        'extension' => $lab . '/twint.so',
    ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES),
    "\n"
;
