--TEST--
Many orders are asked about, or cancelled, at once; each outcome stands under its own key, in the order given
--EXTENSIONS--
twint
pcntl
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator('--latency-ms', '100');
$merchant = $simulator->merchant();
$orders = [];
foreach (range(1, 4) as $number) {
    $orders[] = Twint\payment_init($merchant, "order-$number", "$number.00");
}
$simulator->phone('approve', $orders[2]);
$asked = array_column($orders, 'uuid');
array_splice($asked, 1, 0, ['nonsense', '84760185-a1ad-49a7-b521-cb4b09a006d4']);
$asked[] = strtoupper($asked[0]);

$answers = Twint\poll_many($merchant, $asked, concurrency: 4);
var_dump(array_keys($answers) === $asked);
foreach ($answers as $answer) {
    echo $answer instanceof Twint\Order ? "{$answer->reference} {$answer->state->name}" : $answer::class . ' ' . $answer->operation, "\n";
}
var_dump($answers['nonsense']->getLine() === __LINE__ - 5, Twint\poll_many($merchant, []));

$answers = Twint\cancel_many($merchant, [$asked[0], 'nonsense', $asked[3]], concurrency: 2);
var_dump(array_keys($answers) === [$asked[0], 'nonsense', $asked[3]]);
foreach ($answers as $answer) {
    echo $answer instanceof Twint\Order ? "{$answer->reference} {$answer->reason}" : $answer::class, "\n";
}

// A handler of PHP's runs on PHP's own thread, when the questions are answered.
pcntl_async_signals(true);
pcntl_signal(SIGALRM, function () { echo "alarm\n"; });
$many = [];
foreach (range(1, 30) as $number) {
    $many[] = $asked[0];
    $many[] = $asked[3];
}
pcntl_alarm(1);
$began = microtime(true);
foreach (range(1, 5) as $round) {
    $answers = Twint\poll_many($merchant, $many, 8);
}
var_dump(count($answers), microtime(true) - $began > 1);
?>
--EXPECT--
bool(true)
order-1 AwaitingCustomer
Twint\InvalidArgumentException 
Twint\StateConflictException MonitorOrder
order-2 AwaitingCustomer
order-3 AwaitingConfirmation
order-4 AwaitingCustomer
order-1 AwaitingCustomer
bool(true)
array(0) {
}
bool(true)
order-1 MERCHANT_ABORT
Twint\InvalidArgumentException
order-2 MERCHANT_ABORT
alarm
int(2)
bool(true)
