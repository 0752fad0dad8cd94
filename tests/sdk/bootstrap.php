<?php

/** Starts a simulator and puts it where the tests of TWINT's SDK expect TWINT; see README.md. */

declare(strict_types=1);

use Twint\SdkTests\Phone;

$sdk = (string) getenv('TWINT_SDK');
if (!is_file($sdk . '/vendor/autoload.php')) {
    fwrite(STDERR, "TWINT_SDK names no SDK with its dependencies: see tests/sdk/README.md.\n");
    exit(2);
}
require $sdk . '/vendor/autoload.php';
require __DIR__ . '/Phone.php';
require __DIR__ . '/IntegrationTest.php';

Phone::start((string) getenv('TWINT_SIMULATOR'));
