--TEST--
Results are final, read-only values that PHP's own tools understand; a merchant is not stored, copied or shown
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/skip_without_simulator.inc';
if (PHP_VERSION_ID < 80200) {
    die('skip readonly classes need PHP 8.2');
}
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$merchant = $simulator->merchant();
$order = Twint\payment_init($merchant, 'order', '1.00');

foreach ([Twint\Order::class, Twint\CertificateInfo::class, Twint\CertificateValidity::class, Twint\RenewedCertificate::class, Twint\AppScheme::class, Twint\CheckIn::class, Twint\Customer::class] as $class) {
    $reflection = new ReflectionClass($class);
    var_dump($reflection->isFinal() && $reflection->isReadOnly());
    refused(fn () => new $class());
}
refused(function () use ($order) { $order->state = Twint\OrderState::Succeeded; });
refused(function () use ($order) { $order->more = 1; });
refused(function () use ($order) { unset($order->uuid); });
refused(fn () => serialize($order));
var_dump((clone $order) == $order, json_decode(json_encode($order))->state, isset($order->fee), isset($order->uuid));
echo implode(' ', array_keys(get_object_vars($order))), "\n";

refused(fn () => clone $merchant);
refused(fn () => serialize($merchant));
refused(fn () => unserialize('O:14:"Twint\Merchant":0:{}'));
refused(function () use ($merchant) { $merchant->more = 1; });
refused(fn () => (new ReflectionClass(Twint\Merchant::class))->newInstanceWithoutConstructor());
var_dump((new ReflectionClass(Twint\Merchant::class))->isFinal());
var_dump(Twint\OrderState::from('failed'), Twint\Capture::tryFrom('never'), count(Twint\Environment::cases()));

$info = Twint\inspect_certificate(file_get_contents($simulator->about->certificates->expired->pkcs12), $simulator->about->passphrase);
var_dump($info->usable, $info->problems, $info->storeUuid === $simulator->about->storeUuid, $info->validFrom < $info->validTo, strlen($info->fingerprint));
$nothing = Twint\inspect_certificate('nothing', '');
var_dump($nothing->usable, $nothing->problems, $nothing->storeUuid);
?>
--EXPECT--
bool(true)
Error: Call to private Twint\Order::__construct() from global scope
bool(true)
Error: Call to private Twint\CertificateInfo::__construct() from global scope
bool(true)
Error: Call to private Twint\CertificateValidity::__construct() from global scope
bool(true)
Error: Call to private Twint\RenewedCertificate::__construct() from global scope
bool(true)
Error: Call to private Twint\AppScheme::__construct() from global scope
bool(true)
Error: Call to private Twint\CheckIn::__construct() from global scope
bool(true)
Error: Call to private Twint\Customer::__construct() from global scope
Error: Cannot modify readonly property Twint\Order::$state
Error: Cannot create dynamic property Twint\Order::$more
Error: Cannot unset readonly property Twint\Order::$uuid
Exception: Serialization of 'Twint\Order' is not allowed
bool(true)
string(16) "awaitingCustomer"
bool(false)
bool(true)
uuid reference kind state status reason requestedAmount authorizedAmount currency pairingStatus onPhone pairingToken qrCode paymentPage createdAt fee feeInFrancs paymentAmount isReversal closed holding
Error: Trying to clone an uncloneable object of class Twint\Merchant
Exception: Serialization of 'Twint\Merchant' is not allowed
Exception: Unserialization of 'Twint\Merchant' is not allowed
Error: Cannot create dynamic property Twint\Merchant::$more
ReflectionException: Class Twint\Merchant is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
enum(Twint\OrderState::Failed)
NULL
int(2)
bool(false)
array(1) {
  [0]=>
  string(7) "expired"
}
bool(true)
bool(true)
int(64)
bool(false)
array(1) {
  [0]=>
  string(9) "notPkcs12"
}
NULL
