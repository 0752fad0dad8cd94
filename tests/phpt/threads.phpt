--TEST--
In a thread-safe server, threads take payments at the same time, each with its own request, and share the connections
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/skip_without_simulator.inc';
require __DIR__ . '/embed.inc';
if (!PHP_ZTS) {
    die('skip this PHP is not thread-safe');
}
if (why_not_embedded() !== null) {
    die('skip ' . why_not_embedded());
}
--FILE--
<?php

require __DIR__ . '/embed.inc';
require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$folder = sys_get_temp_dir() . '/twint-threads-' . getmypid();
mkdir($folder);
file_put_contents("{$folder}/php.ini", 'extension=' . extension_file() . "\nzend.exception_ignore_args=0\n");
file_put_contents("{$folder}/simulator.json", json_encode($simulator->about));
file_put_contents("{$folder}/script.php", '<?php require ' . var_export(__DIR__ . '/simulator.inc', true) . ';' . <<<'PHP'
    $simulator = new RunningSimulator(json_decode(file_get_contents(__DIR__ . '/simulator.json')));
    $merchant = $simulator->merchant();
    $order = Twint\payment_init($merchant, bin2hex(random_bytes(8)), '42.00', Twint\Capture::Deferred);
    $simulator->phone('approve', $order);
    $seen = Twint\poll($merchant, $order->uuid);
    $waits = $seen->state === Twint\OrderState::AwaitingConfirmation ? 'approved' : 'strange';
    $paid = Twint\capture($merchant, $order->uuid, '42.00')->state === Twint\OrderState::Succeeded ? 'paid' : 'strange';
    try {
        new Twint\Merchant('no uuid', 'a certificate', 'a passphrase', 'till');
    } catch (Twint\InvalidArgumentException $refused) {
        $secret = get_debug_type($refused->getTrace()[0]['args'][2]);
        // In one piece, for threads write at the same time.
        echo "{$waits} {$paid} {$refused->cause->value} {$secret}\n";
    }
    PHP);
build_server(__DIR__ . '/threads.c', "{$folder}/server");
exec("{$folder}/server {$folder}/php.ini {$folder}/script.php", $said, $status);
foreach (array_count_values($said) as $line => $times) {
    echo "{$times} times: {$line}\n";
}
echo "status {$status}\n";
$books = $simulator->ask('GET', '/api/books');
echo "captured {$books->captured}\n";
echo $simulator->ask('GET', '/api/counters')->connections <= 4 ? "a connection for each thread at most\n" : "too many connections\n";
array_map(unlink(...), glob("{$folder}/*"));
rmdir($folder);
?>
--EXPECT--
40 times: approved paid argument SensitiveParameterValue
status 0
captured 1680.00
a connection for each thread at most
