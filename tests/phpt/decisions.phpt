--TEST--
PHP asks what a difference, a shipment, a cancellation or a failure means, and what is no record or row is refused
--EXTENSIONS--
twint
--FILE--
<?php

use Twint\{CancelIntent, CancellationRule, Capture, EndWish, Event, Holding, OperationKind, OperationState, PartShipmentRule, Payment, Phase, WawiNews};

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
var_dump(Twint\sent_for(CancelIntent::Lost), Twint\cancel_intent(null, true, false), Twint\end_reason(Event::Declined, null));
echo Twint\end_reason(Event::TimedOut, CancelIntent::Timeout)->value, "\n";
var_dump(Twint\pays_order(Phase::Refunded), Twint\needs_merchant(OperationKind::Capture, OperationState::Unknown, true, false, false, '0.00'));

$payment = new Payment(Phase::Pending, Capture::Immediate, 'r', '1.00', '0.00', '0.00', false);
echo implode(' ', [Twint\poll_pause($payment, 0, 0, 500, 4, 60), Twint\wawi_failure_pause(1), Twint\wawi_waiting_pause(240), Twint\task_failure_pause(3)]), "\n";
var_dump(Twint\wawi_failure_pause(12));
echo Twint\typed_number("1'234,5"), ' ', Twint\typed_amount('1 234,5'), ' ', Twint\typed_amount('abc'), "\n";
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
NULL
NULL
timeout
bool(true)
bool(true)
3500 30 60 300
NULL
1234.5 1234.50 abc
