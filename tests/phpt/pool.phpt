--TEST--
Arguments that hold secrets are marked also where php-fpm loads the extension for a single pool
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/php_fpm.inc';
if (php_fpm() === null) {
    die('skip there is no php-fpm of PHP ' . PHP_VERSION);
}
if (PHP_ZTS) {
    die('skip loaded for one pool, the extension fails in a thread-safe PHP: docs/operations.md says so');
}
if (PHP_VERSION_ID < 80200) {
    die('skip #[\SensitiveParameter] needs PHP 8.2');
}
--FILE--
<?php

require __DIR__ . '/php_fpm.inc';
require dirname(__DIR__) . '/bench/src/FastCgi.php';

preg_match('/\bextension=([^"\' ]+twint[^"\' ]*\.so)/', (string) getenv('TEST_PHP_EXTRA_ARGS'), $extension);
$folder = sys_get_temp_dir() . '/twint-pool-' . getmypid();
mkdir($folder);
file_put_contents("{$folder}/page.php", <<<'PHP'
    <?php
    $marked = static fn (ReflectionFunctionAbstract $function): string => implode(' ', array_map(
        static fn (ReflectionParameter $parameter): string => $parameter->name,
        array_filter(
            $function->getParameters(),
            static fn (ReflectionParameter $parameter): bool => $parameter->getAttributes(SensitiveParameter::class) !== [],
        ),
    ));
    echo $marked(new ReflectionMethod(Twint\Merchant::class, '__construct')), "\n";
    echo $marked(new ReflectionFunction('Twint\inspect_certificate')), "\n";
    echo $marked(new ReflectionFunction('Twint\renew_certificate')), "\n";
    try {
        new Twint\Merchant('no uuid', 'a certificate', 'a passphrase', 'till');
    } catch (Twint\InvalidArgumentException $exception) {
        echo json_encode(array_map(get_debug_type(...), $exception->getTrace()[0]['args'])), "\n";
    }
    PHP);
$user = posix_geteuid() === 0 ? "user = root\ngroup = root" : '';
file_put_contents("{$folder}/fpm.conf", <<<INI
    [global]
    error_log = {$folder}/log
    daemonize = no
    [twint]
    {$user}
    listen = {$folder}/socket
    pm = static
    pm.max_children = 1
    php_admin_value[extension] = {$extension[1]}
    php_admin_value[zend.exception_ignore_args] = 0
    INI);
$nothing = ['file', '/dev/null', 'w'];
$fpm = proc_open([php_fpm(), '-n', '-F', '-R', '-y', "{$folder}/fpm.conf"], [['file', '/dev/null', 'r'], $nothing, $nothing], $pipes);
for ($tries = 0; !file_exists("{$folder}/socket") && $tries < 200; $tries++) {
    usleep(50_000);
}
for ($request = 0; $request < 2; $request++) {
    [, $body] = explode("\r\n\r\n", Twint\Bench\FastCgi::get("{$folder}/socket", "{$folder}/page.php", '', []), 2);
    echo $body;
}
proc_terminate($fpm);
proc_close($fpm);
array_map(unlink(...), glob("{$folder}/*"));
rmdir($folder);
?>
--EXPECT--
certificate passphrase options
certificate passphrase
newPassphrase
["string","SensitiveParameterValue","SensitiveParameterValue","string"]
certificate passphrase options
certificate passphrase
newPassphrase
["string","SensitiveParameterValue","SensitiveParameterValue","string"]
