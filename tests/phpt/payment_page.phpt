--TEST--
A payment on TWINT's own page brings its address, and only such a payment names an address to be notified
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use function Twint\{capture, payment_init, payment_page_address, poll};

$simulator = new Simulator();
$merchant = $simulator->merchant();

$order = payment_init($merchant, 'order-1', '42.00', onTwintsPage: true, notificationUrl: 'https://shop.example/notify');
show($order);
var_dump(preg_match('/^\d{5}$/', $order->pairingToken), $order->qrCode, str_starts_with((string) $order->paymentPage, 'https://'));
$address = payment_page_address((string) $order->paymentPage, 'https://shop.example/pay/1?a=b', 'http://127.0.0.1:8080/pay/1');
echo substr($address, strlen((string) $order->paymentPage)), "\n";

$simulator->phone('approve', $order);
show($seen = poll($merchant, $order->uuid));
var_dump($seen->paymentPage);
show(capture($merchant, $order->uuid, '42.00'));

refused(fn () => payment_init($merchant, 'order-2', '1.00', notificationUrl: 'https://shop.example/notify'));
refused(fn () => payment_init($merchant, 'order-2', '1.00', onTwintsPage: true, notificationUrl: 'http://shop.example/notify'));
refused(fn () => payment_init($merchant, 'order-2', '1.00', checkIn: $order->uuid, onTwintsPage: true));
refused(fn () => payment_page_address('javascript:alert(1)', 'https://shop.example', 'https://shop.example'));
refused(fn () => payment_page_address((string) $order->paymentPage, '/pay/1', 'https://shop.example'));
echo count($simulator->ask('GET', '/api/orders')), "\n";
?>
--EXPECT--
PAYMENT_IMMEDIATE order-1 CHF 42.00: AwaitingCustomer (ORDER_RECEIVED)
int(1)
NULL
bool(true)
&redirectURL=https%3A%2F%2Fshop.example%2Fpay%2F1%3Fa%3Db&cancelOrderCallbackURL=http%3A%2F%2F127.0.0.1%3A8080%2Fpay%2F1
PAYMENT_IMMEDIATE order-1 CHF 42.00: AwaitingConfirmation (ORDER_CONFIRMATION_PENDING)
NULL
PAYMENT_IMMEDIATE order-1 CHF 42.00: Succeeded (ORDER_OK)
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [notificationUrl is taken by TWINT only for a payment on its own page]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [notificationUrl is not an address that begins with https:// and has at most 250 characters]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [onTwintsPage is not for a buyer who has approved a check-in]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [page is no address of TWINT's payment page]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [paidUrl is not an address of the web with at most 2000 characters]
1