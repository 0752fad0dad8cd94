<?php

/** A process of its own that does one thing: act.php VERB ID TIME-TO-START-AT KEY AMOUNT */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

Twint\Tests\TestProcess::from($argv)->do();
