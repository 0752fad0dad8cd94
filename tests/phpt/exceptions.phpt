--TEST--
Exceptions carry file, line and trace, are caught by their parents and made by PHP too
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--INI--
zend.exception_ignore_args=0
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$merchant = $simulator->merchant();

function ask(Twint\Merchant $merchant): void
{
    Twint\poll($merchant, '84760185-a1ad-49a7-b521-cb4b09a006d4');
}

Twint\enroll($merchant);
try {
    ask($merchant);
} catch (RuntimeException $exception) {
    echo $exception::class, ' is ', implode(', ', class_parents($exception)), "\n";
    echo basename($exception->getFile()), ':', $exception->getLine(), ' ', $exception->getTrace()[1]['function'], "\n";
    var_dump($exception->operation, $exception->fault, $exception->faultCode, $exception->retryable, strlen($exception->messageId), $exception->order);
}

$simulator->ask('POST', '/api/failures', ['what' => ['html' => 503]]);
try {
    ask($merchant);
} catch (Twint\UnavailableException $exception) {
    var_dump($exception->retryable, $exception->operation);
}
try {
    Twint\payment_init($merchant, 'order', '1.00');
} catch (Twint\OutcomeUnknownException $exception) {
    var_dump($exception->retryable, $exception->operation);
}

$made = new Twint\OutcomeUnknownException('by hand', 7, $exception);
var_dump($made->getMessage(), $made->getCode(), $made->getPrevious() === $exception, $made->operation, $made->retryable, $made->getLine());
class Own extends Twint\DeclinedException
{
}
try {
    throw new Own('own');
} catch (Twint\TwintException $exception) {
    echo $exception::class, ' ', $exception->getMessage(), "\n";
}
refused(fn () => new Twint\Merchant('x', '', '', ''));
?>
--EXPECT--
Twint\StateConflictException is Twint\TwintException, RuntimeException, Exception
exceptions.php:10 ask
string(12) "MonitorOrder"
string(12) "InvalidOrder"
string(4) "1116"
bool(false)
int(36)
NULL
bool(true)
string(12) "MonitorOrder"
bool(false)
string(10) "StartOrder"
string(7) "by hand"
int(7)
bool(true)
NULL
bool(false)
int(34)
Own own
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [storeUuid is not a UUID such as …]
