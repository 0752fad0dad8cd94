--TEST--
PHP asks what the ERP's news mean for a payment
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use Twint\{Capture, ErpWish, Phase};
use function Twint\erp_step;

$tell = function (ErpWish $wish, Phase $phase, string $captured = '0.00', string $refunded = '0.00', bool $closed = false, ?string $order = '50.00'): void {
    $step = erp_step($wish, $phase, Capture::Deferred, '50.00', $captured, $refunded, $closed, $order);
    echo "{$wish->value}, {$phase->value}: {$step->action->value}, $step->finding, ", $step->amount ?? '-', $step->needsAttention ? ', look!' : '', "\n";
};
$tell(ErpWish::CaptureAll, Phase::Pending);
$tell(ErpWish::CaptureAll, Phase::Authorised);
$tell(ErpWish::CaptureDelivered, Phase::PartiallyCaptured, '20.00', order: '40.00');
$tell(ErpWish::CaptureAll, Phase::Authorised, order: null);
$tell(ErpWish::Release, Phase::Captured, '50.00', closed: true);
$tell(ErpWish::Refund, Phase::PartiallyRefunded, '50.00', '10.00', closed: true);
$tell(ErpWish::Compare, Phase::Authorised, order: '60.00');
$tell(ErpWish::Revive, Phase::Cancelled);
refused(fn () => erp_step(ErpWish::Refund, Phase::Captured, Capture::Deferred, '50.00', 'all', '0.00', true, '50.00'));
refused(fn () => erp_step('refund', Phase::Captured, Capture::Deferred, '50.00', '50.00', '0.00', true, '50.00'));
?>
--EXPECT--
capture_all, pending: wait, not_paid_yet, -
capture_all, authorised: capture_all, due, 50.00
capture_delivered, partially_captured: capture_delivered, due, 40.00
capture_all, authorised: capture_all, due, 50.00
release, captured: nothing, cancelled_captured, -, look!
refund, partially_refunded: refund, due, 40.00
compare, authorised: nothing, more_than_authorised, -, look!
revive, cancelled: nothing, revived_unpaid, -, look!
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [captured is not a plain decimal number such as 12.35]
TypeError: Invalid value given for argument `wish`.
