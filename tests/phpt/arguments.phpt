--TEST--
Bad input is refused before anything is sent, a float for money even by PHP itself
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use function Twint\{cancel, cancel_many, capture, find, find_between, payment_init, poll, poll_many, refund};

$simulator = new Simulator();
$merchant = $simulator->merchant();
$uuid = '84760185-a1ad-49a7-b521-cb4b09a006d4';

refused(fn () => payment_init($merchant, 'r', 12.35));
refused(fn () => payment_init($merchant, 'r', 12));
refused(fn () => payment_init($merchant, 'r', null));
refused(fn () => payment_init($merchant, 'r'));
refused(fn () => payment_init('merchant', 'r', '1'));
refused(fn () => payment_init($merchant, 'r', '1', 'Deferred'));
foreach (['', '0', '-1', '1e3', '12.345', '1,50', '1_000', ' 1', '1000000000', "1\0", '٣'] as $amount) {
    refused(fn () => payment_init($merchant, 'r', $amount));
}
foreach (['', ' r', "r\n", str_repeat('x', 51)] as $reference) {
    refused(fn () => payment_init($merchant, $reference, '1'));
}
refused(fn () => poll($merchant, 'x'));
refused(fn () => capture($merchant, $uuid, '0.00'));
refused(fn () => refund($merchant, $uuid, 'r', '0.001'));
refused(fn () => find_between($merchant, 'yesterday', 'today'));
refused(fn () => find_between($merchant, '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'));
refused(fn () => poll_many($merchant, [$uuid], 0));
refused(fn () => poll_many($merchant, [$uuid], 33));
refused(fn () => poll_many($merchant, [1]));
refused(fn () => cancel_many($merchant, [1]));

$about = $simulator->about;
$make = fn (...$change) => new Twint\Merchant(...[
    'storeUuid' => $about->storeUuid,
    'certificate' => file_get_contents($about->certificates->valid->pkcs12),
    'passphrase' => $about->certificates->valid->passphrase,
    'cashRegisterId' => 'till',
    ...$change,
]);
refused(fn () => $make());
refused(fn () => $make(storeUuid: 'x'));
refused(fn () => $make(certificate: 'x'));
refused(fn () => $make(passphrase: 'x'));
refused(fn () => $make(passphrase: "x\0"));
refused(fn () => $make(passphrase: "\xff"));
refused(fn () => $make(cashRegisterId: ''));
refused(fn () => $make(environment: 'Testing'));
foreach ([['endpont' => ''], [1], ['timeoutMs' => '5'], ['timeoutMs' => 1], ['apiVersion' => '8'], ['endpoint' => 'http://x'], ['caFile' => 'a', 'caPem' => 'b']] as $options) {
    refused(fn () => $make(options: $options));
}
refused(fn () => Twint\system_status($make(options: ['endpoint' => $about->endpoint, 'caFile' => '/nonexistent'])));
echo count($simulator->ask('GET', '/api/calls')->calls ?? $simulator->ask('GET', '/api/calls')), " calls\n";
?>
--EXPECT--
TypeError: Invalid value given for argument `amount`.
TypeError: Invalid value given for argument `amount`.
TypeError: Invalid value given for argument `amount`.
ArgumentCountError: Twint\payment_init() expects at least 3 arguments, 2 given
TypeError: Invalid value given for argument `merchant`.
TypeError: Invalid value given for argument `capture`.
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is zero]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount has more than two decimals]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is more than 999999999.99]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [reference is empty]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [reference begins or ends with a blank or has two in a row]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [reference contains a control character]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [reference is longer than 50 characters]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [orderUuid is not a UUID such as …]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is zero]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount has more than two decimals]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [from is not a moment such as 2026-03-26T13:54:57+01:00]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [from is later than to]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [concurrency is not between 1 and 32]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [concurrency is not between 1 and 32]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [orderUuids holds something that is no text]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [orderUuids holds something that is no text]
accepted
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [storeUuid is not a UUID such as …]
Twint\CertificateException: This is neither a PKCS#12 file nor PEM text; upload the .p12 file exactly as the TWINT portal delivered it. [certificate: notPkcs12]
Twint\CertificateException: The passphrase does not open this certificate; enter the one chosen when it was downloaded from the TWINT portal. [certificate: wrongPassphrase]
Twint\CertificateException: The passphrase contains a NUL character; enter it again by hand. [certificate: nulInPassphrase]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [passphrase is not UTF-8]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [cashRegisterId is empty]
TypeError: Invalid value given for argument `environment`.
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['endpont'] is not known]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['0'] is not known]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['timeoutMs'] is not a whole number]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['timeoutMs'] is not between 100 and 120000]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['apiVersion'] is none of 8.5, 8.6, 8.7, 9, 10]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [the base URL does not begin with https://]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options have both caFile and caPem]
Twint\ConfigurationException: The connection settings cannot be used; correct endpoint, CA file or proxy. [CheckSystemStatus: the CA file /nonexistent cannot be read: No such file or directory (os error 2)]
0 calls
