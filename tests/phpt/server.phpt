--TEST--
Connections outlive requests in every worker, even when a preloaded script had called TWINT before the workers were forked
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/skip_without_simulator.inc';
if (!function_exists('opcache_get_status')) {
    die('skip no opcache');
}
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$about = $simulator->about;
$directory = sys_get_temp_dir() . '/twint-phpt-' . getmypid();
mkdir($directory);
$merchant = sprintf(
    '(new Twint\Merchant(%s, file_get_contents(%s), %s, "till", options: %s))',
    ...array_map(fn (mixed $value) => var_export($value, true), [
        $about->storeUuid, $about->certificates->valid->pkcs12, $about->passphrase, $simulator->options(),
    ]),
);
file_put_contents("$directory/preload.php", "<?php Twint\\system_status($merchant);");
file_put_contents("$directory/index.php", "<?php echo getmypid(), Twint\\system_status($merchant) ? ' well' : ' ill';");

$socket = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($socket, false);
fclose($socket);
preg_match('~/\S*twint\S*\.so~', file_get_contents('/proc/self/maps'), $extension);
$settings = [
    'extension' => $extension[0], 'zend_extension' => 'opcache', 'opcache.enable' => 1, 'opcache.enable_cli' => 1,
    'opcache.preload' => "$directory/preload.php", 'opcache.preload_user' => posix_getpwuid(posix_geteuid())['name'],
];
$arguments = array_merge(...array_map(fn ($name, $value) => ['-d', "$name=$value"], array_keys($settings), $settings));
$server = proc_open(
    [PHP_BINARY, '-n', ...$arguments, '-S', $address, '-t', $directory],
    [1 => ['file', '/dev/null', 'w'], 2 => ['file', "$directory/log", 'w']],
    $pipes,
    null,
    ['PHP_CLI_SERVER_WORKERS' => '3'] + getenv(),
);
for ($wait = 0; $wait < 100 && !@file_get_contents("http://$address/"); $wait++) {
    usleep(50_000);
}

$answers = [];
for ($request = 0; $request < 60; $request++) {
    [$worker, $well] = explode(' ', (string) file_get_contents("http://$address/"));
    $answers[$well] = ($answers[$well] ?? 0) + 1;
    $workers[$worker] = true;
}
print_r($answers);
$counters = $simulator->ask('GET', '/api/counters');
echo $counters->connections <= 1 + 4 ? 'few' : $counters->connections, ' connections, ', $counters->calls >= 61 ? 'a call a request' : $counters->calls, "\n";

$master = proc_get_status($server)['pid'];
$forked = preg_split('/\s+/', file_get_contents("/proc/$master/task/$master/children"), flags: PREG_SPLIT_NO_EMPTY);
foreach ([...$forked, $master] as $process) {
    posix_kill((int) $process, SIGKILL);
}
proc_close($server);
array_map('unlink', glob("$directory/*"));
rmdir($directory);
?>
--EXPECT--
Array
(
    [well] => 60
)
few connections, a call a request
