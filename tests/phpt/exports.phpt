--TEST--
The extension exports what PHP asks for and nothing else
--EXTENSIONS--
twint
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux' || shell_exec('nm --version 2>/dev/null') === null) {
    die('skip no nm, which comes with the linker');
}
--FILE--
<?php

preg_match('~/\S*twint\S*\.so~', file_get_contents('/proc/self/maps'), $extension);
passthru('nm --dynamic --defined-only --format=just-symbols ' . escapeshellarg($extension[0]));
?>
--EXPECT--
get_module
