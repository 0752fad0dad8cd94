--TEST--
PHP asks what Wawi's news mean for a payment
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use Twint\{Capture, Payment, Phase, WawiWish};
use function Twint\{is_rate_of_today, wawi_step};

$tell = function (WawiWish $wish, Phase $phase, string $captured = '0.00', string $refunded = '0.00', bool $closed = false, ?string $order = '50.00'): void {
    $step = wawi_step($wish, new Payment($phase, Capture::Deferred, 'R', '50.00', $captured, $refunded, $closed), $order);
    echo "{$wish->value}, {$phase->value}: {$step->action->value}, $step->finding, ", $step->amount ?? '-', $step->needsAttention ? ', look!' : '', "\n";
};
$tell(WawiWish::CaptureAll, Phase::Pending);
$tell(WawiWish::CaptureAll, Phase::Authorised);
$tell(WawiWish::CaptureDelivered, Phase::PartiallyCaptured, '20.00', order: '40.00');
$tell(WawiWish::CaptureAll, Phase::Authorised, order: null);
$tell(WawiWish::Release, Phase::Captured, '50.00', closed: true);
$tell(WawiWish::Refund, Phase::PartiallyRefunded, '50.00', '10.00', closed: true);
$tell(WawiWish::Compare, Phase::Authorised, order: '60.00');
$tell(WawiWish::Compare, Phase::PartiallyRefunded, '50.00', '10.00', closed: true, order: '40.00');
$tell(WawiWish::Compare, Phase::Captured, '50.00', closed: true, order: null);
$tell(WawiWish::Revive, Phase::Cancelled);
$payment = new Payment(Phase::Captured, Capture::Deferred, 'R', '50.00', '50.00', '0.00', true);
refused(fn () => wawi_step(WawiWish::Refund, $payment, 'all'));
refused(fn () => wawi_step('refund', $payment, '50.00'));
var_dump(is_rate_of_today('49.019607843', '1', '1.02', '50.00'), is_rate_of_today('49.019607843', '1.02', '1.02', '50.00'));
refused(fn () => is_rate_of_today('49', 'one', '1.02', '50.00'));
?>
--EXPECT--
capture_all, pending: wait, not_paid_yet, -
capture_all, authorised: capture_all, due, 50.00
capture_delivered, partially_captured: capture_delivered, due, 40.00
capture_all, authorised: capture_all, due, 50.00
release, captured: nothing, cancelled_captured, -, look!
refund, partially_refunded: refund, due, 40.00
compare, authorised: nothing, more_than_authorised, -, look!
compare, partially_refunded: nothing, amount_fits, -
compare, captured: nothing, payment_stands, -
revive, cancelled: nothing, revived_unpaid, -, look!
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [order is not a plain decimal number such as 12.35]
TypeError: Invalid value given for argument `wish`.
bool(true)
bool(false)
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [noted is not a decimal number such as -12.345]
