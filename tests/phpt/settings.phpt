--TEST--
php.ini sets what options leave open, and phpinfo() tells what is going on
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--INI--
twint.timeout_ms=300
--FILE--
<?php

require __DIR__ . '/simulator.inc';

function information(): array
{
    ob_start();
    (new ReflectionExtension('twint'))->info();
    preg_match_all('/^(.+?) => (.+)$/m', ob_get_clean(), $rows, PREG_SET_ORDER);

    return array_column($rows, 2, 1);
}

print_r(array_map(fn (array $setting): string => "{$setting['global_value']} {$setting['access']}", ini_get_all('twint')));
$fresh = information();
foreach (['Version', 'Built for', 'OpenSSL', 'API versions', 'Open connections', 'Calls', 'twint.timeout_ms'] as $row) {
    echo $row, ': ', preg_replace('/\d[\d.a-z]* .*|.*linux.*/', '…', $fresh[$row]), "\n";
}

$simulator = new Simulator();
$merchant = $simulator->merchant();
Twint\system_status($merchant);
Twint\system_status($merchant);
$now = information();
echo "{$now['Open connections']} open of {$now['Connections opened']}, {$now['Calls']} calls\n";

$simulator->fail(['slow' => 1500]);
$began = microtime(true);
refused(fn () => Twint\system_status($merchant));
var_dump(microtime(true) - $began < 1);
ini_set('twint.timeout_ms', '5000');
var_dump(Twint\system_status($simulator->merchant()), ini_set('twint.ca_file', 'x'));
ini_set('twint.flow_timeout_ms', '99');
refused(fn () => $simulator->merchant());
refused(fn () => Twint\system_status($simulator->merchant(flowTimeoutMs: 100)));
ini_set('twint.timeout_ms', '0');
refused(fn () => $simulator->merchant());
?>
--EXPECT--
Array
(
    [twint.ca_file] =>  4
    [twint.connect_timeout_ms] => 3000 7
    [twint.flow_timeout_ms] => 0 7
    [twint.max_merchants] => 16 4
    [twint.pool_idle_seconds] => 15 4
    [twint.pool_size] => 32 4
    [twint.timeout_ms] => 300 7
)
Version: 0.1.0
Built for: …
OpenSSL: OpenSSL …
API versions: 8.5, 8.6, 8.7, 9, 10
Open connections: 0
Calls: 0
twint.timeout_ms: …
1 open of 1, 2 calls
Twint\UnavailableException: TWINT cannot be reached at the moment; nothing was changed, try again shortly. [CheckSystemStatus: the answer was lost: the deadline passed]
bool(true)
bool(true)
bool(false)
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['flowTimeoutMs'] is not between 100 and 600000]
Twint\UnavailableException: TWINT cannot be reached at the moment; nothing was changed, try again shortly. [CheckSystemStatus: the answer was lost: the deadline passed]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['timeoutMs'] is not between 100 and 120000]
