<?php

/** One sweep in a process of its own, which a test may kill. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

use Plugin\jtl_twint\src\Cron\Sweep;

part(Sweep::class)->run();
