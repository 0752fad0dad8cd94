<?php

/**
 * Makes the freshly installed shop a small Swiss one: see each file in seed/. May be run again.
 *
 *     seed.php CHF|EUR
 */

declare(strict_types=1);

require __DIR__ . '/boot.php';

$currency = $argv[1] ?? 'CHF';
foreach (['settings', 'languages', 'currencies', 'taxes', 'shipping', 'articles', 'voucher', 'customer'] as $part) {
    require __DIR__ . '/seed/' . $part . '.php';
}
$cache->flushAll();
execute('UPDATE tglobals SET dLetzteAenderung = NOW()');
