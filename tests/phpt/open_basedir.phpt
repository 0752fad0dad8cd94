--TEST--
The file of CA certificates is one that the script itself may read
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$outside = $simulator->about->caFile;
$inside = __DIR__ . '/open_basedir.pem';
$link = __DIR__ . '/open_basedir-link.pem';
copy($outside, $inside);
symlink($outside, $link);
$certificate = file_get_contents($simulator->about->certificates->valid->pkcs12);
$status = fn (array $options): bool => Twint\system_status(new Twint\Merchant(
    $simulator->about->storeUuid,
    $certificate,
    $simulator->about->certificates->valid->passphrase,
    'phpt',
    Twint\Environment::Testing,
    $options + $simulator->options(),
));
var_dump($status([]));
ini_set('open_basedir', __DIR__);
foreach ([$outside, $link, __DIR__ . '/../../README.md', '/dev/zero', "$inside\0"] as $file) {
    refused(fn () => $status(['caFile' => $file]));
}
var_dump($status(['caFile' => $inside]));
?>
--CLEAN--
<?php
array_map(unlink(...), glob(__DIR__ . '/open_basedir*.pem'));
?>
--EXPECT--
bool(true)
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['caFile'] lies outside of open_basedir]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['caFile'] lies outside of open_basedir]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['caFile'] lies outside of open_basedir]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['caFile'] lies outside of open_basedir]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['caFile'] contains a NUL character]
bool(true)
