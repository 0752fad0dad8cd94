--TEST--
A server may stop and start its modules within one process: each start finds its own classes, enums and marks
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/embed.inc';
if (why_not_embedded() !== null) {
    die('skip ' . why_not_embedded());
}
--FILE--
<?php

require __DIR__ . '/embed.inc';

$folder = sys_get_temp_dir() . '/twint-restart-' . getmypid();
mkdir($folder);
file_put_contents("{$folder}/php.ini", 'extension=' . extension_file() . "\nzend.exception_ignore_args=0\n");
file_put_contents("{$folder}/script.php", <<<'PHP'
    <?php
    $edge = Twint\transition(Twint\Phase::Pending, Twint\Event::Closed, Twint\Actor::Buyer);
    echo get_class($edge), ' ', $edge->to === Twint\Phase::Captured ? 'captured' : 'strange', ' ';
    try {
        Twint\inspect_certificate('file', "passphrase\xff");
    } catch (Twint\InvalidArgumentException $refused) {
        echo $refused->cause->value, ' ', implode(' ', array_map(get_debug_type(...), $refused->getTrace()[0]['args'])), "\n";
    }
    PHP);
build_server(__DIR__ . '/restart.c', "{$folder}/server");
// What the extension keeps survives only where PHP does not unload it.
passthru("ZEND_DONT_UNLOAD_MODULES=1 {$folder}/server {$folder}/php.ini {$folder}/script.php", $status);
echo "status {$status}\n";
array_map(unlink(...), glob("{$folder}/*"));
rmdir($folder);
?>
--EXPECT--
Twint\Transition captured argument SensitiveParameterValue SensitiveParameterValue
Twint\Transition captured argument SensitiveParameterValue SensitiveParameterValue
Twint\Transition captured argument SensitiveParameterValue SensitiveParameterValue
status 0
