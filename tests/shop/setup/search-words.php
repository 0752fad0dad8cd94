<?php

/** What an order of the given name is found by, one fingerprint a line; to be run in a PHP that lacks modules. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

use Plugin\jtl_twint\src\Payment\SearchTerms;

foreach (part(SearchTerms::class)->of((object) ['oRechnungsadresse' => (object) ['cNachname' => $argv[1]]]) as $word) {
    echo bin2hex($word), "\n";
}
