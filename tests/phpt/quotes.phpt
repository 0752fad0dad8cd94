--TEST--
What captures, refunds and parcels come to, and what is permitted
--EXTENSIONS--
twint
--FILE--
<?php

function row(int $id, bool $goods, string $quantity, string $gross, string $takenQuantity = '0', string $taken = '0.00'): array
{
    return compact('id', 'goods', 'quantity', 'gross', 'takenQuantity', 'taken');
}

function payment(string $authorised, string $captured = '0.00', string $refunded = '0.00', bool $closed = false): Twint\Payment
{
    return new Twint\Payment(Twint\Phase::PartiallyCaptured, Twint\Capture::Deferred, 'R', $authorised, $captured, $refunded, $closed);
}

function show(Twint\Quote $quote): void
{
    echo json_encode($quote), "\n";
}

$rows = [row(1, true, '3.000000', '10.00'), row(2, false, '1', '7.00'), row(3, false, '1', '-5.00')];
show(Twint\quote_capture(payment('12.00', '0.00'), $rows, [['id' => 1, 'quantity' => '1', 'amount' => null], ['id' => 2, 'quantity' => '', 'amount' => '7']]));
show(Twint\quote_capture(payment('12.00', '5.00'), $rows, [], '7'));
show(Twint\quote_capture(payment('12.00', '5.00'), $rows, [], '7.01'));
show(Twint\quote_capture(payment('12.00', '0.00'), $rows, [['id' => 3, 'amount' => '-6']]));
show(Twint\quote_refund(payment('12.00', '12.00', '0.00'), $rows, [['id' => 1, 'quantity' => '1.5']], '1.00', '0.50'));
show(Twint\quote_refund(payment('12.00', '12.00', '0.00'), $rows, [], '1.00', '1.00'));
show(Twint\quote_capture_all(payment('12.00', '5.00')));
show(Twint\quote_capture_all(payment('12.00', '5.00', '0.00', true)));
show(Twint\quote_refund_all(payment('12.00', '12.00', '2.00'), '0.50'));
show(Twint\quote_refund_all(payment('12.00', '12.00', '12.00'), null));
echo json_encode(Twint\balance(payment('12.00', '5.00', '2.00'), true)), "\n";
show(Twint\quote_parcel(payment('12.00', '0.00'), $rows, [['id' => 1, 'quantity' => '1']]));
show(Twint\quote_parcel(payment('12.00', '12.00'), $rows, [['id' => 1, 'quantity' => '3']]));
echo json_encode(Twint\permitted(payment('50.00', '20.00'), null, false, 0)), "\n";

echo json_encode(Twint\permitted(payment('50.00', '20.00'), Twint\OperationKind::Capture, true, 0)), "\n";
echo json_encode(Twint\book_capture(payment('50.00', '20.00'), '30.00', true)), "\n";
echo json_encode(Twint\book_refund(payment('50.00', '20.00', '5.00', true), '15.00')), "\n";
var_dump(Twint\unrecorded_amount(payment('50.00', '20.00'), '5'), Twint\unrecorded_amount(payment('50.00', '20.00'), '20.00'));
var_dump(Twint\capture_is_traceless(true, '0.00'), Twint\capture_is_traceless(true, '20.00'));
$prices = [
    ['price' => '18.5013876041', 'quantity' => '2.000000', 'vatRate' => '8.100'],
    ['price' => '-4.6253469010', 'quantity' => '1.000000', 'vatRate' => '8.100'],
];
echo json_encode(Twint\price_rows($prices, '1.000000', '-10.0000', '25.05')), "\n";
echo implode(' ', [Twint\owed_amount(54.36 / 0.95, 0.95), Twint\owed_amount(8.325, 1), Twint\owed_amount(-5.0, 1.0)]), "\n";

foreach ([
    fn () => Twint\quote_capture(payment('1.001', '0.00'), $rows, []),
    fn () => Twint\quote_capture(payment('12.00', '0.00'), [['id' => 1]], []),
    fn () => Twint\quote_capture(payment('12.00', '0.00'), ['row'], []),
    fn () => Twint\quote_capture(payment('12.00', '0.00'), [row(1, true, '-1', '1.00')], []),
    fn () => Twint\quote_capture(payment('12.00', '0.00'), [row(1, true, '1', '1.005')], []),
    fn () => Twint\quote_capture(payment('12.00', '0.00'), $rows, [['quantity' => '1']]),
    fn () => Twint\quote_capture(payment('12.00', '0.00'), $rows, [['id' => -1]]),
    fn () => payment('much'),
    fn () => Twint\book_capture(payment('50.00', '20.00'), '30.01', true),
    fn () => Twint\book_refund(payment('50.00', '20.00', '5.00'), '15.01'),
    fn () => Twint\unrecorded_amount(payment('50.00', '20.00'), '-1'),
    fn () => Twint\owed_amount(NAN, 1.0),
    fn () => Twint\owed_amount(1e300, 1.0),
    fn () => Twint\price_rows($prices, 'one', '0', '25.05'),
    fn () => Twint\price_rows([['price' => '1']], '1', '0', '25.05'),
    fn () => Twint\price_rows([['price' => str_repeat('9', 20), 'quantity' => '1', 'vatRate' => '0']], '1', '0', '25.05'),
] as $wrong) {
    try {
        $wrong();
        echo "not refused\n";
    } catch (Twint\InvalidArgumentException $refused) {
        echo preg_replace('/^.*\[|\]$/', '', $refused->getMessage()), "\n";
    }
}
var_dump(Twint\last_exchange());
?>
--EXPECT--
{"amount":"10.33","refusal":null,"after":"10.33","openAfter":"1.67","last":false,"portions":[{"id":1,"quantity":"1","amount":"3.33"},{"id":2,"quantity":"0","amount":"7.00"}]}
{"amount":"7.00","refusal":null,"after":"12.00","openAfter":"0.00","last":true,"portions":[]}
{"amount":null,"refusal":"more_than_authorised","after":null,"openAfter":"7.00","last":false,"portions":[]}
{"amount":null,"refusal":"position_exceeded","after":null,"openAfter":"12.00","last":false,"portions":[]}
{"amount":"5.50","refusal":null,"after":"5.50","openAfter":"6.50","last":false,"portions":[{"id":1,"quantity":"1.5","amount":"5.00"}]}
{"amount":null,"refusal":"fee_too_high","after":null,"openAfter":"12.00","last":false,"portions":[]}
{"amount":"7.00","refusal":null,"after":"12.00","openAfter":"0.00","last":true,"portions":[]}
{"amount":null,"refusal":"nothing","after":null,"openAfter":"7.00","last":false,"portions":[]}
{"amount":"9.50","refusal":null,"after":"11.50","openAfter":"0.50","last":false,"portions":[]}
{"amount":null,"refusal":"nothing","after":null,"openAfter":"0.00","last":false,"portions":[]}
{"authorised":"12.00","captured":"5.00","refunded":"2.00","kept":"3.00","open":"7.00","released":"0.00","keptShare":"25.00","refundedShare":"16.67","openShare":"58.33"}
{"amount":"7.29","refusal":null,"after":"7.29","openAfter":"4.71","last":false,"portions":[{"id":1,"quantity":"1","amount":"3.33"},{"id":2,"quantity":"0","amount":"7.00"},{"id":3,"quantity":"0","amount":"-3.04"}]}
{"amount":null,"refusal":"nothing","after":null,"openAfter":"0.00","last":false,"portions":[]}
{"refresh":null,"capture":null,"cancel":"captured","refund":null,"resolve":"nothing_to_resolve","enterOutcome":"nothing_to_enter"}
{"refresh":null,"capture":"operation_open","cancel":"operation_open","refund":"operation_open","resolve":null,"enterOutcome":"operation_open"}
{"event":"closed","captured":"50.00","refunded":"0.00","closed":true,"outdatesCancellation":true}
{"event":"fully_refunded","captured":"20.00","refunded":"20.00","closed":true,"outdatesCancellation":true}
string(5) "15.00"
NULL
bool(false)
bool(true)
{"rows":[{"net":"37.00","gross":"40.00"},{"net":"-4.63","gross":"-5.00"}],"credit":"-10.00","rounding":"0.05","addsUp":true}
54.36 8.33 0.00
authorised has more than two decimals
rows holds one without "goods"
rows holds something that is no array
rows holds a quantity that is not a quantity such as 2 or 1.5, with at most nine digits before and six after the point
rows holds a gross that is no amount
portions holds one without "id"
portions holds one without "id"
authorised is not a plain decimal number such as 12.35
amount was never authorised
amount was never captured
recorded is not a plain decimal number such as 12.35
shopTotal and its rate make no amount
shopTotal and its rate make no amount
factor is not a decimal number such as -12.345
rows holds one without "quantity"
rows hold prices that no shop has
NULL
