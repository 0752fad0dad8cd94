--TEST--
Loaded for a pool of php-fpm only, which starts the extension when PHP has long been running, secrets stay out of traces, too
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/fpm.inc';
if (PHP_VERSION_ID < 80200) {
    die('skip #[\SensitiveParameter] needs PHP 8.2');
}
if (find_fpm() === null) {
    die('skip no php-fpm of this PHP');
}
--FILE--
<?php

require __DIR__ . '/fpm.inc';
require dirname(__DIR__) . '/bench/src/FastCgi.php';

$directory = sys_get_temp_dir() . '/twint-phpt-' . getmypid();
mkdir($directory);
file_put_contents("$directory/index.php", <<<'PHP'
    <?php
    $attempts = [
        fn () => new Twint\Merchant('no UUID', 'file-17', 'ganz-falsch-91', 'till', options: ['proxy' => 'Durchgang-55']),
        fn () => Twint\inspect_certificate('file-17', "ganz-falsch-91\xff"),
    ];
    foreach ($attempts as $attempt) {
        try {
            $attempt();
        } catch (Twint\InvalidArgumentException $refused) {
            echo explode("\n", $refused->getTraceAsString())[0], "\n";
        }
    }
    PHP);
preg_match('~/\S*twint\S*\.so~', file_get_contents('/proc/self/maps'), $extension);
$user = posix_geteuid() === 0 ? "user = root\ngroup = root" : '';
file_put_contents("$directory/fpm.conf", <<<INI
    [global]
    error_log = $directory/log
    daemonize = no
    [pool]
    $user
    listen = $directory/socket
    pm = static
    pm.max_children = 1
    php_admin_value[extension] = {$extension[0]}
    php_admin_value[zend.exception_ignore_args] = 0
    INI);
$fpm = proc_open([find_fpm(), '-n', '-F', '-R', '-y', "$directory/fpm.conf"], [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes);
for ($wait = 0; $wait < 100 && !file_exists("$directory/socket"); $wait++) {
    usleep(50_000);
}
for ($request = 0; $request < 2; $request++) {
    $answer = Twint\Bench\FastCgi::get("$directory/socket", "$directory/index.php", '', []);
    echo preg_replace('/^.*?\): /m', '', explode("\r\n\r\n", $answer, 2)[1]);
}

proc_terminate($fpm);
proc_close($fpm);
array_map('unlink', glob("$directory/*"));
rmdir($directory);
?>
--EXPECT--
Twint\Merchant->__construct('no UUID', Object(SensitiveParameterValue), Object(SensitiveParameterValue), 'till', NULL, Object(SensitiveParameterValue))
Twint\inspect_certificate(Object(SensitiveParameterValue), Object(SensitiveParameterValue))
Twint\Merchant->__construct('no UUID', Object(SensitiveParameterValue), Object(SensitiveParameterValue), 'till', NULL, Object(SensitiveParameterValue))
Twint\inspect_certificate(Object(SensitiveParameterValue), Object(SensitiveParameterValue))
