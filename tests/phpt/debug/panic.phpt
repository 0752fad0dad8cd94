--TEST--
A panic becomes an Error, nothing is printed, and PHP lives on
--EXTENSIONS--
twint
--SKIPIF--
<?php
if (!function_exists('Twint\panic_on_purpose')) {
    die('skip only debug builds can panic on purpose');
}
--FILE--
<?php

for ($time = 0; $time < 2; $time++) {
    try {
        Twint\panic_on_purpose();
    } catch (Exception) {
        echo "an exception\n";
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
}
var_dump(Twint\inspect_certificate('nothing', '')->problems);
?>
--EXPECT--
Rust panic: on purpose
Rust panic: on purpose
array(1) {
  [0]=>
  string(9) "notPkcs12"
}
