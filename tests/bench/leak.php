<?php

declare(strict_types=1);

// Calls that succeed, calls that end in a fault, many at once, values we refuse: php leak.php <target.php> <calls> [<calls> …]
// After each number of calls it prints how much memory the process holds, in kilobytes.

use Twint\Environment;
use Twint\InvalidArgumentException;
use Twint\Merchant;
use Twint\StateConflictException;

$target = require $argv[1];
$certificate = (string) file_get_contents($target['pkcs12']);
$options = ['endpoint' => $target['endpoint'], 'caFile' => $target['caFile']];
$unknown = '00000000-0000-4000-8000-000000000000';
$many = [$target['order']];
for ($number = 1; $number < 8; $number++) {
    $many[] = substr($unknown, 0, -1) . $number;
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
        if (count(Twint\poll_many($merchant, $many)) !== 8 || count(Twint\cancel_many($merchant, array_slice($many, 1))) !== 7) {
            throw new LogicException('Many orders have not as many answers');
        }
        $done += 4 + 8 + 7;
    }
    $pages = (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1];
    echo $pages * 4, "\n";
}
