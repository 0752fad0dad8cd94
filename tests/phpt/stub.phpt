--TEST--
php/twint.stub.php says what the extension offers
--EXTENSIONS--
twint
--SKIPIF--
<?php
if (PHP_VERSION_ID < 80200) {
    die('skip readonly classes need PHP 8.2');
}
--FILE--
<?php

$php = dirname(__DIR__, 2) . '/php';
ob_start();
require "{$php}/generate-stub.php";
$generated = ob_get_clean();
if ($generated === file_get_contents("{$php}/twint.stub.php")) {
    echo "the same\n";
} else {
    echo "php/generate-stub.php prints something else than php/twint.stub.php holds:\n{$generated}";
}
?>
--EXPECT--
the same
