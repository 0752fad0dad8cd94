--TEST--
PHP asks which phase an event leads to, and what an order means for a payment
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use Twint\{Actor, CancelIntent, Capture, EndWish, Event, OperationKind, OperationState, Payment, Phase};
use function Twint\{next_step, transition, transitions};

$names = fn (array $cases): string => implode(' ', array_column($cases, 'value'));
$edge = transition(Phase::Pending, Event::Closed, Actor::Buyer);
echo "{$edge->from->value} -> {$edge->to->value}: {$names($edge->duties)}\n";
refused(fn () => transition(Phase::Captured, Event::FullyRefunded, Actor::Buyer));
refused(fn () => transition(Phase::Captured, Event::FullyRefunded, 'admin'));
foreach (transitions() as $edge) {
    foreach ($edge->actors as $actor) {
        assert(transition($edge->from, $edge->event, $actor) == $edge);
    }
}
echo count(transitions()) > 50 ? "the whole table\n" : "a part\n";

$simulator = new Simulator();
$merchant = $simulator->merchant();
$payment = fn (Phase $phase, Capture $capture, string $reference = 'order'): Payment => new Payment($phase, $capture, $reference, '1.00', '0.00', '0.00', false);
$tell = function (Phase $phase, Capture $capture, ?Twint\Order $order, mixed ...$more) use ($payment): void {
    $step = next_step($payment($phase, $capture), $order, ...$more);
    echo "{$phase->value}: ", $step->event?->value ?? 'nothing new', ", {$step->action->value}, ", $step->reason ?? '-';
    echo ' ', json_encode(array_filter(['started' => $step->started, 'captured' => $step->captured, 'cancelled' => $step->cancelled], is_bool(...)));
    echo ' ', json_encode($step->booking), "\n";
};
$order = Twint\payment_init($merchant, 'order', '1.00', Capture::Deferred);
$tell(Phase::Created, Capture::Deferred, $order);
$tell(Phase::Pending, Capture::Deferred, $order, EndWish::Expired);
$simulator->phone('approve', $order);
$order = Twint\poll($merchant, $order->uuid);
$tell(Phase::Pending, Capture::Deferred, $order);
$tell(Phase::Pending, Capture::Immediate, $order, wish: EndWish::Buyer);
$tell(Phase::Authorised, Capture::Deferred, $order, EndWish::Merchant);
$call = fn (OperationKind $kind, OperationState $state, ?CancelIntent $intent = null): array => ['kind' => $kind, 'state' => $state, 'isOld' => true, 'final' => false, 'intent' => $intent];
$tell(Phase::Uncertain, Capture::Deferred, $order, calls: [$call(OperationKind::Capture, OperationState::Unknown)]);
$tell(Phase::Authorised, Capture::Immediate, Twint\capture($merchant, $order->uuid, '1.00'), EndWish::Merchant);
$tell(Phase::Uncertain, Capture::Immediate, null);
$tell(Phase::Uncertain, Capture::Immediate, $order, calls: [$call(OperationKind::Cancel, OperationState::Refused)]);
$other = Twint\payment_init($merchant, 'other', '1.00');
Twint\cancel($merchant, $other->uuid);
echo next_step($payment(Phase::Pending, Capture::Immediate, 'other'), Twint\poll($merchant, $other->uuid), calls: [$call(OperationKind::Cancel, OperationState::Done, CancelIntent::Buyer)])->event->value, "\n";
var_dump(next_step($payment(Phase::Pending, Capture::Immediate), $other)->ours);
refused(fn () => next_step($payment(Phase::Created, Capture::Immediate), new stdClass()));
refused(fn () => next_step($payment(Phase::Created, Capture::Immediate), null, false));
?>
--EXPECT--
pending -> captured: record_payment set_order_status release_to_wawi send_confirmation send_mail
Twint\StateConflictException: The TWINT order does not allow this in its present state; refresh its status. [buyer cannot bring fully_refunded to a payment that is captured]
TypeError: Invalid value given for argument `actor`.
the whole table
created: started, wait, ORDER_RECEIVED {"started":true} null
pending: nothing new, cancel, ORDER_RECEIVED [] null
pending: approved, nothing, ORDER_CONFIRMATION_PENDING {"started":true} null
pending: approved, capture, ORDER_CONFIRMATION_PENDING {"started":true} null
authorised: approved, cancel, ORDER_CONFIRMATION_PENDING {"started":true} null
uncertain: nothing new, nothing, ORDER_CONFIRMATION_PENDING [] null
authorised: closed, nothing, ORDER_OK {"started":true,"captured":true,"cancelled":false} {"event":"closed","captured":"1.00","refunded":"0.00","closed":true,"outdatesCancellation":true}
uncertain: not_found, nothing, - {"started":false,"captured":false,"cancelled":false} null
uncertain: approved, capture, ORDER_CONFIRMATION_PENDING {"started":true,"cancelled":false} null
cancelled_by_buyer
bool(false)
TypeError: Invalid value given for argument `order`.
TypeError: Invalid value given for argument `wish`.
