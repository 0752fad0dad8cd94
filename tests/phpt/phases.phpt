--TEST--
PHP asks which phase an event leads to, and what an order means for a payment
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use Twint\{Actor, Capture, EndWish, Event, Phase};
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
$tell = function (Phase $phase, Capture $capture, ?Twint\Order $order, mixed ...$more): void {
    $step = next_step($phase, $capture, $order, ...$more);
    echo "{$phase->value}: ", $step->event?->value ?? 'nothing new', ", {$step->action->value}, ", $step->reason ?? '-', "\n";
};
$order = Twint\payment_init($merchant, 'order', '1.00', Capture::Deferred);
$tell(Phase::Created, Capture::Deferred, $order);
$tell(Phase::Pending, Capture::Deferred, $order, EndWish::Expired);
$simulator->phone('approve', $order);
$order = Twint\poll($merchant, $order->uuid);
$tell(Phase::Pending, Capture::Deferred, $order);
$tell(Phase::Pending, Capture::Immediate, $order, wish: EndWish::Buyer);
$tell(Phase::Authorised, Capture::Deferred, $order, EndWish::Merchant);
$tell(Phase::Uncertain, Capture::Deferred, $order, partLost: true);
$tell(Phase::Authorised, Capture::Immediate, Twint\capture($merchant, $order->uuid, '1.00'), EndWish::Merchant);
$tell(Phase::Uncertain, Capture::Immediate, null);
refused(fn () => next_step(Phase::Created, Capture::Immediate, new stdClass()));
refused(fn () => next_step(Phase::Created, Capture::Immediate, null, false));
?>
--EXPECT--
pending -> captured: record_payment set_order_status release_to_wawi send_mail
Twint\StateConflictException: The TWINT order does not allow this in its present state; refresh its status. [buyer cannot bring fully_refunded to a payment that is captured]
TypeError: Invalid value given for argument `actor`.
the whole table
created: started, wait, ORDER_RECEIVED
pending: nothing new, cancel, ORDER_RECEIVED
pending: approved, nothing, ORDER_CONFIRMATION_PENDING
pending: approved, capture, ORDER_CONFIRMATION_PENDING
authorised: approved, cancel, ORDER_CONFIRMATION_PENDING
uncertain: nothing new, nothing, ORDER_CONFIRMATION_PENDING
authorised: closed, nothing, ORDER_OK
uncertain: not_found, nothing, -
TypeError: Invalid value given for argument `order`.
TypeError: Invalid value given for argument `wish`.
