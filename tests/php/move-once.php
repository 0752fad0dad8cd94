<?php

/** A process of its own that moves money once: move-once.php capture|refund|cancel TRANSACTION KEY AMOUNT SECOND-TO-START-AT; prints what came of it */

declare(strict_types=1);

use Plugin\jtl_twint\src\Payment\CaptureWish;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\RefundWish;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

require __DIR__ . '/autoload.php';

[, $kind, $id, $key, $amount, $at] = $argv;
$world = new Twint\Tests\World(new Twint\Tests\Twint(), ['capture' => 'deferred']);
$transaction = $world->get(TransactionRepository::class)->get((int) $id);
$manual = $world->get(ManualOperations::class);
if ((float) $at > microtime(true)) {
    time_sleep_until((float) $at);
}
$outcome = match ($kind) {
    'capture' => $manual->capture($transaction, new CaptureWish($key, [], $amount), Twint\Actor::Admin, 'Anna'),
    'refund' => $manual->refund($transaction, new RefundWish($key, [], $amount), Twint\Actor::Admin, 'Anna'),
    'cancel' => $manual->cancel($transaction, $key, '', Twint\Actor::Admin, 'Anna'),
};
echo $outcome->kind->name;
