--TEST--
PHP asks what a difference, a shipment, a cancellation or a failure means, and what is no record or row is refused
--EXTENSIONS--
twint
--FILE--
<?php

use Twint\{CancelIntent, CancellationRule, Capture, Cause, EndWish, Event, Holding, OperationKind, OperationState, PartShipmentRule, Payment, Phase, WawiNews};

$refused = function (callable $call): void {
    try {
        var_dump($call());
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', preg_replace('/^.*\[(.*)\]$/', '$1', $thrown->getMessage()), "\n";
    }
};
$side = fn (string $amount, Holding $holding, string $currency = 'CHF'): array => ['amount' => $amount, 'currency' => $currency, 'holding' => $holding];

echo Twint\reconcile($side('42.00', Holding::Moved), $side('42.00', Holding::Waiting))->value, "\n";
echo Twint\reconcile($side('42.00', Holding::Moved, 'EUR'), $side('42.00', Holding::Moved))->value, "\n";
var_dump(Twint\reconcile(null, $side('42.00', Holding::Ended)), Twint\is_alarming(Twint\reconcile(null, $side('1.00', Holding::Moved))));
echo Twint\payment_holding(Phase::Authorised)->value, ' ', Twint\refund_holding(OperationState::Unknown)->value, "\n";
$refused(fn () => Twint\reconcile(['amount' => '1.00', 'currency' => 'CHF'], null));
$refused(fn () => Twint\reconcile($side('x', Holding::Moved), null));
$refused(fn () => Twint\reconcile(null, ['holding' => 'moved'] + $side('1.00', Holding::Moved)));

$pieces = fn (string ...$quantities): array => array_map(fn (string $quantity, int $id): array => ['id' => $id, 'quantity' => $quantity], $quantities, array_keys($quantities));
echo Twint\missed_shipment($pieces('2', '1.5'), $pieces('2', '1.500000'), true)->value, ' ';
echo Twint\missed_shipment($pieces('2', '1.5'), $pieces('2'), false)->value, ' ';
var_dump(Twint\missed_shipment($pieces('2'), [], true));
$refused(fn () => Twint\missed_shipment($pieces('-1'), [], true));
$refused(fn () => Twint\missed_shipment([['id' => 1]], [], true));
var_dump(Twint\concerned_attempt([Phase::Failed, Phase::Captured, Phase::Cancelled]), Twint\concerned_attempt([Phase::Captured, Phase::Pending]));
$refused(fn () => Twint\concerned_attempt(['captured']));
echo Twint\wawi_wish(WawiNews::Cancelled, true, PartShipmentRule::Nothing, true, CancellationRule::Refund, false)->value, "\n";

echo Twint\cancel_intent(CancelIntent::Buyer, false, false)->value, ' ', Twint\end_wish(CancelIntent::Lost)->value, ' ';
var_dump(Twint\cancel_intent(null, true, false));
echo json_encode([Twint\aftermath(Phase::Pending, Event::TimedOut, CancelIntent::Timeout, 'X'), Twint\aftermath(Phase::Authorised, Event::Doubted, null, null)]), "\n";
$refused(fn () => Twint\aftermath(Phase::Captured, Event::Started, null, null));

$call = fn (OperationKind $kind, OperationState $state, bool $isOld, ?CancelIntent $intent = null): array => ['kind' => $kind, 'state' => $state, 'isOld' => $isOld, 'final' => false, 'intent' => $intent];
$cancel = fn (bool $isOld): array => [$call(OperationKind::Cancel, OperationState::Sent, $isOld, CancelIntent::Buyer)];
var_dump(Twint\is_cancellation_underway($cancel(false)), Twint\is_cancellation_underway($cancel(true)));
echo Twint\why_not_entered(Phase::Uncertain, $cancel(false))->value, ' ', Twint\why_not_entered(Phase::Captured, [])->value, "\n";
$refused(fn () => Twint\is_cancellation_underway([['intent' => 'buyer'] + $cancel(true)[0]]));
$refused(fn () => Twint\is_cancellation_underway([array_diff_key($cancel(true)[0], ['isOld' => 0])]));
$refused(fn () => Twint\is_cancellation_underway([['kind' => 'cancel'] + $cancel(true)[0]]));
echo Twint\inquiry(OperationKind::Refund, OperationState::Unknown, true)->value, ' ', Twint\event_of_loss(OperationKind::Refund)->value, ' ', Twint\why_not_denied(OperationKind::Refund, null, Cause::AnotherOrder)->value, "\n";
var_dump(Twint\only_waits(Phase::Pending, false, false), Twint\is_unsettled(Phase::Failed), Twint\awaits_buyer(Phase::Created), Twint\obscures_order(OperationKind::Cancel), Twint\is_replaced([Phase::Failed, Phase::Created]), Twint\is_payable('-1', 'CHF'), Twint\is_payable('1', 'CHF'));
echo Twint\buyers_turn(Phase::Failed, Twint\OrderStanding::Open, false, false)->value, ' ', Twint\earlier_try(OperationState::Refused, true)->value, "\n";
$refused(fn () => Twint\is_payable('many', 'CHF'));
$moved = Twint\movements(new Payment(Phase::PartiallyRefunded, Capture::Deferred, 'r', '100.00', '80.00', '10.00', true), true, [
    ['id' => 1, 'kind' => OperationKind::Capture, 'amount' => '60.00'], ['id' => 2, 'kind' => OperationKind::Refund, 'amount' => '10.00'], ['id' => 3, 'kind' => OperationKind::Capture, 'amount' => '20.00'],
], [['id' => 7, 'event' => Event::PartCaptured], ['id' => 8, 'event' => Event::Closed]]);
echo json_encode($moved), "\n", implode(' ', array_column(Twint\ending_events(), 'value')), "\n";
$refused(fn () => Twint\movements(new Payment(Phase::Captured, Capture::Deferred, 'r', '1.00', '1.00', '0.00', true), true, [['id' => 1, 'kind' => OperationKind::Capture, 'amount' => '-1.00']], []));
$refused(fn () => Twint\movements(new Payment(Phase::Captured, Capture::Deferred, 'r', '1.00', '1.00', '0.00', true), true, [], [['id' => 1, 'event' => 'closed']]));
$reserved = fn (Phase $phase, string $captured, string $refunded): ?string => Twint\reservation_shown(new Payment($phase, Capture::Deferred, 'r', '100.00', $captured, $refunded, false))?->value;
echo $reserved(Phase::Authorised, '0.00', '0.00'), ' ', $reserved(Phase::PartiallyRefunded, '60.00', '10.00'), ' ', $reserved(Phase::PartiallyRefunded, '100.00', '10.00') ?? 'nothing', "\n";
var_dump(Twint\pays_order(Phase::Refunded), Twint\needs_merchant(OperationKind::Capture, OperationState::Unknown, true, false, false, '0.00'));

$payment = new Payment(Phase::Pending, Capture::Immediate, 'r', '1.00', '0.00', '0.00', false);
echo implode(' ', [Twint\poll_pause($payment, 0, 0, false, 500, 4, 60), Twint\checkin_pause(false, 1), Twint\checkin_pause(true, 1), Twint\wawi_failure_pause(1), Twint\wawi_waiting_pause(240), Twint\unknown_outcome_pause(600), Twint\task_failure_pause(3)]), "\n";
var_dump(Twint\wawi_failure_pause(12));
echo Twint\typed_number("1'234,5"), ' ', Twint\typed_amount('1 234,5'), ' ', Twint\typed_amount('abc'), "\n";

$rule = fn (int $id, array $languages = [], array $domains = [], array $customerGroups = []): array => compact('id', 'languages', 'domains', 'customerGroups');
$rules = [$rule(1), $rule(2, ['fre']), $rule(3, ['fre'], ['www.shop.example'], [7]), $rule(4, ['fre'])];
var_dump(Twint\applying_access($rules, 'fre', 'shop.example', 7), Twint\applying_access($rules, 'fre', 'other.example', 7), Twint\applying_access($rules, 'ger', '', 1), Twint\applying_access([], 'ger', '', 1));
var_dump(Twint\access_covered_by($rules, 4), Twint\access_covered_by($rules, 3));
$refused(fn () => Twint\applying_access([['id' => 1, 'languages' => [], 'domains' => []]], 'ger', '', 1));
$refused(fn () => Twint\applying_access([$rule(1, [7])], 'ger', '', 1));
$refused(fn () => Twint\applying_access([$rule(1, [], [], ['1'])], 'ger', '', 1));
?>
--EXPECT--
paid_there_open_here
amount_differs
NULL
bool(true)
reserved unclear
Twint\InvalidArgumentException: there is without "holding"
Twint\InvalidArgumentException: there has an amount that is not a decimal number of at most 28 digits without a minus sign
Twint\InvalidArgumentException: here is without "holding"
shipped part_shipped NULL
Twint\InvalidArgumentException: ordered holds a quantity that is not a quantity such as 2 or 1.5, with at most nine digits before and six after the point
Twint\InvalidArgumentException: ordered holds one without "quantity"
int(1)
NULL
TypeError: Invalid value given for argument `phases`.
refund
lost expired NULL
[{"forgetsCode":true,"keepsReason":false,"reason":"timeout"},{"forgetsCode":false,"keepsReason":true,"reason":null}]
Twint\StateConflictException: twint cannot bring started to a payment that is captured
bool(true)
bool(false)
too_early twint_told
Twint\InvalidArgumentException: calls holds one without "intent"
Twint\InvalidArgumentException: calls holds one without "isOld"
Twint\InvalidArgumentException: calls holds one without "kind"
ask refund_lost not_asked
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
try_again came_to_nothing
Twint\InvalidArgumentException: total is not a decimal number such as -12.345
[{"kind":"capture","amount":"60.00","call":1,"event":null,"bearsFee":false},{"kind":"refund","amount":"10.00","call":2,"event":null,"bearsFee":false},{"kind":"capture","amount":"20.00","call":3,"event":null,"bearsFee":true},{"kind":"release","amount":"20.00","call":null,"event":8,"bearsFee":false}]
not_found closed declined timed_out cancelled_by_buyer cancelled_by_merchant
Twint\InvalidArgumentException: done's amount is not a plain decimal number such as 12.35
Twint\InvalidArgumentException: events holds one without "event"
whole rest nothing
bool(true)
bool(true)
3500 2000 1000 30 60 150 300
NULL
1234.5 1234.50 abc
int(3)
int(2)
int(1)
NULL
int(2)
NULL
Twint\InvalidArgumentException: rules holds one without "customerGroups"
Twint\InvalidArgumentException: rules holds one with something wrong in "languages"
Twint\InvalidArgumentException: rules holds one with something wrong in "customerGroups"
