--TEST--
Without a call nothing is opened: no thread, no socket, no file
--EXTENSIONS--
twint
--FILE--
<?php

function open(): array
{
    $files = array_map('readlink', array_filter(glob('/proc/self/fd/*'), 'is_link'));

    return [count(glob('/proc/self/task/*')), count(preg_grep('/^socket:/', $files))];
}

$before = open();
Twint\inspect_certificate('nothing', '');
try {
    new Twint\Merchant('84760185-a1ad-49a7-b521-cb4b09a006d4', 'nothing', '', 'till');
} catch (Twint\CertificateException) {
}
var_dump($before === open(), $before);
?>
--EXPECT--
bool(true)
array(2) {
  [0]=>
  int(1)
  [1]=>
  int(0)
}
