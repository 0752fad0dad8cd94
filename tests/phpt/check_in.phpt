--TEST--
A buyer checks in, the shop takes the order and its money; nobody sees the buyer's data who does not ask for them
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/skip_without_simulator.inc';
if (PHP_VERSION_ID < 80200) {
    die('skip SensitiveParameterValue needs PHP 8.2');
}
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use Twint\{CheckInAction, CheckInEvent, CheckInPhase, CheckInState, Phase, Scope, ShippingMethod};

use function Twint\{capture, checkin_cancel, checkin_poll, checkin_start, checkin_step, checkin_transition, checkin_transitions, find, payment_init};

$simulator = new Simulator();
$merchant = $simulator->merchant();
/** The buyer on the phone. */
$phone = fn (string $does, Twint\CheckIn $checkIn, ?array $how = null) => $simulator->ask('POST', "/api/check-ins/{$checkIn->pairingUuid}/{$does}", $how);

// What the shop offers; it writes that down with the check-in, before it asks TWINT.
$shippingMethods = [
    new ShippingMethod(id: '3+1', label: 'Post Economy – 2 bis 3 Tage', amount: '7.00'),
    new ShippingMethod(id: '4+1', label: 'Abholen 📦', amount: '0.00', description: 'Mo–Fr'),
];
$row = ['phase' => CheckInPhase::Waiting, 'net' => '10.00', 'pairing' => null, 'chosen' => null, 'payment' => null, 'data' => null];
$step = function (?Twint\CheckIn $seen = null, int $age = 0) use (&$row, $shippingMethods): Twint\CheckInStep {
    return checkin_step(
        $row['phase'], $row['pairing'], $row['net'], $shippingMethods, $age, seen: $seen, chosen: $row['chosen'], paymentPhase: $row['payment'],
    );
};
$apply = function (CheckInEvent $event) use (&$row): void {
    $edge = checkin_transition($row['phase'], $event);
    $row['phase'] = $edge->to;
    if (!$edge->keepsData) {
        $row['data'] = null;
    }
    echo "{$event->name} -> {$edge->to->name}\n";
};
$tell = fn (Twint\CheckInStep $step) => print(($step->event?->name ?? '-') . ", {$step->action->name}, " . ($step->amount ?? '-') . ', ' . ($step->cancelReason?->name ?? '-') . "\n");

$checkIn = checkin_start($merchant, $row['net'], [Scope::ShippingAddress, Scope::Email, Scope::PhoneNumber, Scope::DateOfBirth], $shippingMethods);
$row['pairing'] = $checkIn->pairingUuid;
var_dump(preg_match('/^T[0-9A-Z]{6}$/', $checkIn->pairingToken), str_starts_with($checkIn->qrCode, 'data:image/png;base64,'), $checkIn->state, $checkIn->customer);

$tell($step());
$phone('scan', $checkIn);
$tell($step(checkin_poll($merchant, $row['pairing'])));
$tell($step(checkin_poll($merchant, $row['pairing']), age: 600));

$phone('approve', $checkIn, ['shippingMethodId' => '3+1', 'customer' => [
    'shipping_address' => 'Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH', 'email' => 'eulalia@zumthor.example',
    'phone_number' => '+41 79 888 77 66', 'date_of_birth' => 'last century',
]]);
$seen = checkin_poll($merchant, $row['pairing']);
$next = $step($seen);
$tell($next);
// At first sight, in one transaction.
$row['chosen'] = $seen->shippingMethodId;
$row['data'] = $seen->customer;
$apply($next->event);
$customer = $row['data'];
foreach (['firstName', 'lastName', 'street', 'zip', 'city', 'country', 'dateOfBirth', 'phoneNumber', 'email'] as $field) {
    echo $field, ': ', $customer->$field?->getValue() ?? 'missing', "\n";
}

// Order and payment are written down, then the start is sent, once.
$apply(CheckInEvent::OrderStarted);
$row['payment'] = Phase::Created;
$order = payment_init($merchant, 'express-1', $next->amount, checkIn: $row['pairing']);
show($order);
var_dump($order->pairingToken, $order->qrCode);
$tell($step());
show(capture($merchant, $order->uuid, $next->amount));
$row['payment'] = Phase::Captured;
$tell($next = $step());
$apply($next->event);
$tell($step());
var_dump($row['data']);

// Nobody sees the data who does not ask for them.
ob_start();
var_dump($seen, $seen->customer);
print_r($seen);
var_export($seen);
debug_zval_dump($seen->customer);
echo json_encode($seen), json_encode((array) $seen->customer), print_r(get_object_vars($seen->customer), true), print_r(Twint\last_exchange(), true);
$shown = ob_get_clean();
foreach (['Eulalia', 'Zumthor', 'Nussbaum', '3999', 'Oberwald', '8887766', 'zumthor.example'] as $private) {
    if (str_contains($shown, $private)) {
        echo "{$private} shows in {$shown}\n";
    }
}
refused(fn () => serialize($seen->customer));
refused(fn () => serialize($seen->customer->email));
refused(fn () => new Twint\Customer());

// Another one is ended.
$other = checkin_start($merchant, '5', [Scope::Email], []);
$ended = checkin_cancel($merchant, $other->pairingUuid);
var_dump($ended->state, $ended->pairingStatus);
refused(fn () => payment_init($merchant, 'express-2', '5.00', checkIn: $other->pairingUuid));

// Nothing is sent that makes no sense.
$before = count($simulator->ask('GET', '/api/calls'));
refused(fn () => new ShippingMethod('a b', 'Post', '7'));
refused(fn () => new ShippingMethod('a', "\u{200b}", '7'));
refused(fn () => new ShippingMethod('a', 'Post', '-1'));
refused(fn () => checkin_start($merchant, '0', [Scope::Email], []));
refused(fn () => checkin_start($merchant, '1', [], []));
refused(fn () => checkin_start($merchant, '1', [Scope::Email, Scope::Email], []));
refused(fn () => checkin_start($merchant, '1', [Scope::Email], [$shippingMethods[0], $shippingMethods[0]]));
refused(fn () => checkin_start($merchant, '1', [Scope::Email], array_map(fn (int $n) => new ShippingMethod("$n", 'Post', '1'), range(1, 21))));
refused(fn () => checkin_start($merchant, '1', ['email'], []));
refused(fn () => checkin_start($merchant, '1', [Scope::Email], ['post']));
refused(fn () => checkin_start($simulator->merchant(apiVersion: '8.5'), '1', [Scope::Email], []));
refused(fn () => payment_init($merchant, 'express-3', '1', checkIn: 'nonsense'));
refused(fn () => checkin_transition(CheckInPhase::OrderStarted, CheckInEvent::Approved));
refused(fn () => checkin_step(CheckInPhase::OrderStarted, $row['pairing'], '1', [], 0));
echo count($simulator->ask('GET', '/api/calls')) - $before, " calls\n";

echo count(checkin_transitions()), " transitions\n";
$books = $simulator->ask('GET', '/api/books');
echo "captured {$books->captured}, orders ", count($books->orders), "\n";
?>
--EXPECT--
int(1)
bool(true)
enum(Twint\CheckInState::Waiting)
NULL
-, Poll, -, -
-, Poll, -, -
-, Cancel, -, TooLate
Approved, StartOrder, 17.00, -
Approved -> DataReceived
firstName: Eulalia
lastName: Zumthor
street: Nussbaumweg 77
zip: 3999
city: Oberwald
country: CH
dateOfBirth: missing
phoneNumber: +41798887766
email: eulalia@zumthor.example
OrderStarted -> OrderStarted
PAYMENT_IMMEDIATE express-1 CHF 17.00: AwaitingConfirmation (ORDER_CONFIRMATION_PENDING)
NULL
NULL
-, FollowPayment, -, -
PAYMENT_IMMEDIATE express-1 CHF 17.00: Succeeded (ORDER_OK)
Settled, Nothing, -, -
Settled -> Over
-, Nothing, -, -
NULL
Exception: Serialization of 'Twint\Customer' is not allowed
Exception: Serialization of 'SensitiveParameterValue' is not allowed
Error: Call to private Twint\Customer::__construct() from global scope
enum(Twint\CheckInState::Ended)
string(10) "NO_PAIRING"
Twint\StateConflictException: The TWINT order does not allow this in its present state; refresh its status. [StartOrder: PairingError 1208, The pairing is not active.]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [id holds something else than letters from a to z, digits, -, _ and +]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [label holds no character that TWINT can show]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [amount is not a plain decimal number such as 12.35]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [net is zero]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [scopes is empty]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [scopes holds the same twice]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [shippingMethods holds two with the id 3+1]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [shippingMethods holds more than 20]
TypeError: Invalid value given for argument `scopes`.
TypeError: Invalid value given for argument `shippingMethods`.
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [apiVersion 8.5 has no check-ins; choose 8.6 or newer]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [checkIn is not a UUID such as …]
Twint\StateConflictException: The TWINT order does not allow this in its present state; refresh its status. [approved cannot happen to a check-in that is order_started]
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [paymentPhase is missing though the order was started]
0 calls
15 transitions
captured 17.00, orders 1
