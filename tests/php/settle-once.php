<?php

/** A process of its own that settles one attempt: settle-once.php TRANSACTION MICROSECONDS-OF-THE-DAY-TO-START-AT */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

$world = new Twint\Tests\World(new Twint\Tests\Twint());
$transaction = $world->get(Plugin\jtl_twint\src\Payment\TransactionRepository::class)->get((int) $argv[1]);
$payments = $world->get(Plugin\jtl_twint\src\Payment\PaymentService::class);
time_sleep_until((float) $argv[2]);
$payments->settle($transaction, Twint\Actor::Cron);
