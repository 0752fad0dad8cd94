<?php

declare(strict_types=1);

// Calls that succeed, calls that end in a fault, many at once, values we refuse: php leak.php <target.php> <calls> [<calls> …]
// After each number of calls it prints how much memory the process holds, in kilobytes.

use Twint\Environment;
use Twint\InvalidArgumentException;
use Twint\Merchant;
use Twint\Order;
use Twint\StateConflictException;

$target = require $argv[1];
$certificate = (string) file_get_contents($target['pkcs12']);
$options = ['endpoint' => $target['endpoint'], 'caFile' => $target['caFile']];
$unknown = '00000000-0000-4000-8000-000000000000';

$first = new Merchant(
    $target['storeUuid'],
    $certificate,
    $target['passphrase'],
    $target['cashRegister'],
    Environment::Testing,
    $options,
);
$ended = [];
for ($number = 0; $number < 7; $number++) {
    $order = Twint\payment_init($first, 'LEAK-' . getmypid() . "-{$number}", '1.00');
    $ended[] = Twint\cancel($first, $order->uuid)->uuid;
}

$done = 0;
foreach (array_slice($argv, 2) as $until) {
    while ($done < (int) $until) {
        $merchant = new Merchant(
            $target['storeUuid'],
            $certificate,
            $target['passphrase'],
            $target['cashRegister'],
            Environment::Testing,
            $options,
        );
        for ($good = 0; $good < 3; $good++) {
            $order = Twint\poll($merchant, $target['order']);
        }
        try {
            Twint\poll($merchant, $unknown);
            throw new LogicException('An order that does not exist was found');
        } catch (StateConflictException) {
        }
        try {
            Twint\payment_init($merchant, 'never sent', '12.345');
            throw new LogicException('12.345 was taken for an amount');
        } catch (InvalidArgumentException) {
        }
        // An order that was cancelled is cancelled again without harm: two calls each.
        foreach ([
            Twint\poll_many($merchant, [...$ended, $target['order']]),
            Twint\cancel_many($merchant, $ended),
        ] as $answers) {
            foreach ($answers as $answer) {
                if (!$answer instanceof Order) {
                    throw $answer;
                }
            }
        }
        $done += 4 + 8 + 14;
    }
    $pages = (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1];
    echo $pages * 4, "\n";
}
