--TEST--
A payment is started, approved, captured in parts and refunded; one is cancelled, one declined
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use function Twint\{cancel, capture, find, find_between, payment_init, poll, refund};

$simulator = new Simulator();
$merchant = $simulator->merchant();

$order = payment_init($merchant, 'order-1', '42.00', Twint\Capture::Deferred);
show($order);
var_dump(preg_match('/^\d{5}$/', $order->pairingToken), str_starts_with($order->qrCode, 'data:image/png;base64,'));
$simulator->phone('pair', $order);
show(poll($merchant, $order->uuid));
$simulator->phone('approve', $order);
show(poll($merchant, $order->uuid));
show(capture($merchant, $order->uuid, '30.00', final: false));
show(capture(merchant: $merchant, amount: '12', orderUuid: $order->uuid));
show(refund($merchant, $order->uuid, 'refund-1', '5.5'));
refused(fn () => refund($merchant, $order->uuid, 'refund-2', '36.51'));

$order = payment_init($merchant, 'order-2', '1.00');
show(cancel($merchant, $order->uuid));

$order = payment_init(amount: '1.00', merchant: $merchant, reference: 'order-3');
$simulator->phone('decline', $order);
show($declined = poll($merchant, $order->uuid));
try {
    capture($merchant, $order->uuid, '1.00');
} catch (Twint\StateConflictException $conflict) {
    echo $conflict->operation, ': ', $conflict->fault, ' ', $conflict->faultCode, ', now ', $conflict->order->state->name, "\n";
}

echo count(find($merchant, 'order-3')), ' ', count(find($merchant, 'never')), ' ',
    count(find_between($merchant, date(DATE_RFC3339, time() - 60), date(DATE_RFC3339, time() + 60))), "\n";
$books = $simulator->ask('GET', '/api/books');
echo "captured {$books->captured}, refunded {$books->refunded}\n";
?>
--EXPECT--
PAYMENT_DEFERRED order-1 CHF 42.00: AwaitingCustomer (ORDER_RECEIVED)
int(1)
bool(true)
PAYMENT_DEFERRED order-1 CHF 42.00: AwaitingCustomer (ORDER_PENDING)
PAYMENT_DEFERRED order-1 CHF 42.00: AwaitingConfirmation (ORDER_CONFIRMATION_PENDING)
PAYMENT_DEFERRED order-1 CHF 42.00: AwaitingConfirmation (ORDER_CONFIRMATION_PENDING)
PAYMENT_DEFERRED order-1 CHF 42.00: Succeeded (ORDER_OK)
REVERSAL refund-1 CHF 5.50: Succeeded (ORDER_OK)
Twint\StateConflictException: The TWINT order does not allow this in its present state; refresh its status. [StartOrder: ReversalError 1204, 36.51 cannot be reversed, 36.50 are left.]
PAYMENT_IMMEDIATE order-2 CHF 1.00: Failed (MERCHANT_ABORT)
PAYMENT_IMMEDIATE order-3 CHF 1.00: Failed (CLIENT_ABORT)
ConfirmOrder: InvalidOrder 1116, now Failed
1 0 4
captured 42.00, refunded 5.50
