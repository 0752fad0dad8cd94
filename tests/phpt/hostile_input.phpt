--TEST--
Whatever is passed to any function or constructor, the right exception refuses it at once and nothing is sent
--EXTENSIONS--
twint
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--INI--
memory_limit=1G
--FILE--
<?php

require __DIR__ . '/simulator.inc';

use Twint\{Actor, Capture, CertificateException, CertificateInfo, CheckInEvent, CheckInPhase, Environment, WawiWish, Event, InvalidArgumentException, Merchant, OrderState, Payment, Phase, Quote, Scope, ShippingMethod};

/** Neither is a text, a truth or an enum of ours, though PHP could make one of it. */
final class Textual implements Stringable
{
    public function __toString(): string
    {
        echo "__toString was called\n";

        return '1.00';
    }
}

enum Impostor: string
{
    case Testing = 'testing';
    case Deferred = 'deferred';
    case Created = 'created';
    case Started = 'started';
    case Buyer = 'buyer';
    case Waiting = 'waiting';
    case Approved = 'approved';
    case Email = 'email';
}

$simulator = new Simulator();
$about = $simulator->about;
$merchant = $simulator->merchant();
$uuid = '84760185-a1ad-49a7-b521-cb4b09a006d4';
$good = [
    'merchant' => $merchant, 'orderUuid' => $uuid, 'orderUuids' => [$uuid], 'concurrency' => 8, 'reference' => 'r', 'amount' => '1.00',
    'final' => true, 'from' => '2026-01-01T00:00:00Z', 'to' => '2026-01-02T00:00:00Z', 'newPassphrase' => 'abcdefgh',
    'storeUuid' => $about->storeUuid, 'certificate' => file_get_contents($about->certificates->valid->pkcs12),
    'passphrase' => $about->passphrase, 'cashRegisterId' => 'till', 'environment' => Environment::Testing, 'options' => $simulator->options(),
    'capture' => Capture::Deferred, 'phase' => Phase::Created, 'event' => Event::Started, 'actor' => Actor::Buyer, 'order' => null,
    'payment' => new Payment(Phase::Pending, Capture::Deferred, 'r', '50.00', '20.00', '0.00', false), 'wish' => null, 'calls' => [],
    'capturedBefore' => '1.00', 'unrecognisedSeconds' => 0, 'approved' => false, 'checkedIn' => false, 'underway' => null, 'needsMerchant' => false, 'secondsInPhase' => 0, 'factor' => '1', 'credit' => '0',
    'shopTotal' => 1.5, 'rate' => 1.5, 'recorded' => '1.00', 'charged' => '1.00', 'authorised' => '50.00', 'captured' => '20.00', 'refunded' => '0.00', 'closed' => false, 'rows' => [], 'portions' => [], 'delivered' => [], 'adjustment' => '1.00',
    'checkIn' => $uuid, 'seen' => null, 'net' => '1.00', 'scopes' => [Scope::Email], 'pairingUuid' => $uuid,
    'shippingMethods' => [new ShippingMethod('a', 'A', '1.00')], 'checkInPhase' => CheckInPhase::Waiting, 'checkInEvent' => CheckInEvent::Approved, 'ageSeconds' => 0,
    'endWished' => false, 'chosen' => 'a', 'paymentPhase' => Phase::Created, 'id' => 'a', 'label' => 'A', 'description' => 'A',
    'rules' => [], 'language' => 'ger', 'domain' => 'shop.example', 'customerGroup' => 1, 'set' => 1,
    'fee' => null, 'Twint\wawi_step wish' => WawiWish::cases()[0], 'isCancelled' => false, 'others' => [],
    'Twint\resumption order' => Twint\payment_init($merchant, 'r', '1.00'),
    'typed' => '1,5', 'polls' => 0, 'captures' => 0, 'onPhone' => false, 'createdAt' => null, 'begunAt' => 0, 'tookMilliseconds' => 0, 'intervalSeconds' => 2, 'giveUpMinutes' => 60, 'failures' => 1, 'ageSeconds' => 0,
    'WawiComparison finding' => 'captures_less', 'reach' => '1.00', 'now' => new Twint\WawiComparison('captures_less', '1.00', '1.00'), 'last' => null, 'before' => null,
    'reason' => null, 'wasAwaited' => false, 'orderAtTwint' => false, 'cause' => null, 'currency' => 'CHF', 'shown' => null, 'hasDuties' => false, 'awaitsFirst' => false, 'isEnding' => false,
    'canBePaid' => true, 'expired' => false, 'intent' => Twint\CancelIntent::Buyer, 'lastCancel' => null, 'kind' => Twint\OperationKind::Capture,
    'isOld' => true, 'isLongAgo' => false,
    'ordered' => [], 'partWasTold' => false, 'noted' => '1.02', 'today' => '1.04', 'asked' => '50.00', 'phases' => [], 'news' => Twint\WawiNews::Paid, 'capturesOnShipment' => true,
    'onPartShipment' => Twint\PartShipmentRule::All, 'capturesOnPaid' => true, 'onCancellation' => Twint\CancellationRule::Release,
    'shippedBefore' => false,
    'releasesReserved' => true, 'isReplaced' => false, 'isHeld' => true, 'secondsHeldAgain' => null, 'isDated' => false, 'isShown' => true, 'movedLast' => true, 'earlier' => Twint\EarlierTry::NotSent, 'isReactivated' => true, 'outcome' => Twint\CallOutcome::AlreadyDone, 'turn' => Twint\BuyersTurn::TryAgain, 'isOurs' => true, 'isPayable' => true, 'lives' => true, 'wasLeft' => false, 'unpaid' => Twint\UnpaidOrder::Cancel, 'hasAttempt' => false, 'isCancelling' => false, 'wasGivenBack' => false, 'isPromised' => false, 'byBuyer' => false, 'byCheckIn' => false, 'confirmationWaits' => true, 'tellsRefunds' => true,
    'total' => '1.00', 'change' => '-1.00',
    'wasReserved' => true, 'done' => [], 'events' => [],
    'waitForResponse' => false, 'onTwintsPage' => false, 'notificationUrl' => null,
    'page' => 'https://pay.example/p', 'paidUrl' => 'https://shop.example/a', 'cancelledUrl' => 'https://shop.example/b',
    'standing' => Twint\OrderStanding::Open, 'orderTotal' => '50.00',
    'state' => Twint\OperationState::Done, 'there' => null, 'here' => null, 'finding' => Twint\ReconciliationFinding::Matched,
];

$itself = ['endpoint' => 'https://localhost'];
$itself['caPem'] = &$itself;
$text = '1.00';
$long = str_repeat('9', 64 << 20);
$values = [
    'null' => null, 'true' => true, '1' => 1, '-1' => -1, 'PHP_INT_MAX' => PHP_INT_MAX, 'PHP_INT_MIN' => PHP_INT_MIN, '1.5' => 1.5, 'NAN' => NAN,
    'INF' => INF, '[]' => [], '[null]' => [null], 'array in itself' => $itself, 'object' => new stdClass(), 'Stringable' => new Textual(),
    'closure' => fn (): string => '1.00', 'generator' => (fn () => yield '1.00')(), 'resource' => STDIN, 'exception' => new Exception('x'),
    "another's enum" => OrderState::Failed, 'impostors' => Impostor::cases(), 'merchant' => $merchant,
    'empty' => '', 'NUL' => "\0", 'NUL behind' => "1.00\0", 'NUL between' => "a\0b", 'invalid UTF-8' => "\xff", 'surrogate' => "\xed\xa0\x80",
    'CRLF' => "a\r\nb", 'override' => "\u{202e}\u{0}", 'format' => ' %s%n%x', '64 MB' => $long,
];
foreach (Impostor::cases() as $case) {
    $values["impostor {$case->name}"] = $case;
}

$numbers = ['1', '-1', 'PHP_INT_MAX', 'PHP_INT_MIN'];
$texts = ['empty', 'NUL', 'NUL behind', 'NUL between', 'CRLF', 'override', 'format', '64 MB'];
/** What PHP accepts by the signature and we by its meaning. */
$right = [
    'merchant' => ['merchant'], 'orderUuids' => ['[]'], 'concurrency' => ['1'], 'final' => ['true'], 'calls' => ['null', '[]'],
    'underway' => ['null'], 'needsMerchant' => ['true'], 'secondsInPhase' => $numbers, 'approved' => ['true'], 'checkedIn' => ['true'], 'unrecognisedSeconds' => $numbers, 'closed' => ['true'], 'rows' => ['[]'], 'portions' => ['[]'],
    'delivered' => ['[]'], 'adjustment' => ['null'], 'fee' => ['null', 'empty'], 'wish' => ['null'],
    'Payment capture' => [], 'Twint\wawi_step wish' => [], 'isCancelled' => ['true'], 'others' => ['[]'], 'last' => ['null'], 'before' => ['null'], 'Twint\wawi_before_counts now' => ['null'], 'Twint\resumption order' => [], 'Twint\quote_capture amount' => ['null'], 'Twint\capture capturedBefore' => ['null'],
    'typed' => ['empty', 'NUL', 'NUL behind', 'NUL between', 'CRLF', 'override', 'format', '64 MB'], 'polls' => $numbers, 'captures' => $numbers, 'onPhone' => ['true'], 'createdAt' => ['null'], 'begunAt' => ['1', '-1'], 'tookMilliseconds' => $numbers, 'intervalSeconds' => $numbers, 'giveUpMinutes' => $numbers,
    'failures' => $numbers, 'ageSeconds' => $numbers, 'canBePaid' => ['true'], 'expired' => ['true'], 'lastCancel' => ['null'], 'isOld' => ['true'], 'isLongAgo' => ['true'],
    'reason' => ['null', 'empty', 'NUL', 'NUL behind', 'NUL between', 'CRLF', 'override', 'format', '64 MB'],
    'Twint\earlier_try state' => ['null'], 'wasAwaited' => ['true'], 'orderAtTwint' => ['true'], 'cause' => ['null'], 'shown' => ['null'], 'hasDuties' => ['true'], 'awaitsFirst' => ['true'], 'isEnding' => ['true'],
    'currency' => ['empty', 'NUL', 'NUL behind', 'NUL between', 'CRLF', 'override', 'format', '64 MB'],
    'rules' => ['[]'], 'language' => $texts, 'domain' => $texts, 'customerGroup' => ['1', 'PHP_INT_MAX'], 'set' => ['1', 'PHP_INT_MAX'],
    'ordered' => ['[]'], 'partWasTold' => ['true'], 'phases' => ['[]'], 'capturesOnShipment' => ['true'], 'capturesOnPaid' => ['true'], 'shippedBefore' => ['true'],
    'checkIn' => ['null'], 'Twint\checkin_step pairingUuid' => ['null'], 'shippingMethods' => ['[]'], 'ageSeconds' => ['1', '-1', 'PHP_INT_MAX', 'PHP_INT_MIN'], 'endWished' => ['true'],
    'chosen' => ['null', 'empty', 'NUL', 'NUL behind', 'NUL between', 'CRLF', 'override', 'format', '64 MB'], 'paymentPhase' => ['null'], 'seen' => ['null'],
    'description' => ['null', 'CRLF', 'format', '64 MB', 'NUL behind', 'NUL between'], 'label' => ['CRLF', 'format', '64 MB', 'NUL behind', 'NUL between'],
    'wasReserved' => ['true'], 'done' => ['[]'], 'events' => ['[]'],
    'there' => ['null'], 'here' => ['null'], 'newPassphrase' => ['format'], 'capture' => ['null'], 'environment' => ['null'], 'options' => ['null', '[]'], 'order' => ['null'],
    'releasesReserved' => ['true'], 'isReplaced' => ['true'], 'isHeld' => ['true'], 'secondsHeldAgain' => ['null', ...$numbers], 'isDated' => ['true'], 'isShown' => ['true'], 'movedLast' => ['true'], 'isReactivated' => ['true'], 'Twint\after_call state' => ['null'], 'isOurs' => ['true'], 'isPayable' => ['true'], 'lives' => ['true'], 'wasLeft' => ['true'], 'hasAttempt' => ['true'], 'isCancelling' => ['true'], 'wasGivenBack' => ['true'], 'isPromised' => ['true'], 'byBuyer' => ['true'], 'byCheckIn' => ['true'], 'confirmationWaits' => ['true'], 'tellsRefunds' => ['true'],
    'orderTotal' => ['null'], 'waitForResponse' => ['true'],
    'onTwintsPage' => ['true'], 'notificationUrl' => ['null'], 'shopTotal' => ['1.5', ...$numbers], 'rate' => ['1.5', ...$numbers],
];

function expected(ReflectionParameter $parameter, mixed $value): string
{
    $type = $parameter->getType();
    $is = get_debug_type($value);
    $fits = match ($type->getName()) {
        'string', 'bool', 'int', 'float', 'array' => $is === $type->getName(),
        default => false,
    };
    // What somebody typed into a form: wrong amounts are an answer.
    $isTyped = $fits && $parameter->allowsNull() && is_string($value) && preg_match('//u', $value) === 1;
    $isCertificate = in_array($parameter->name, ['certificate', 'passphrase', 'newPassphrase'], true);

    return match (true) {
        $isTyped && str_starts_with($parameter->getDeclaringFunction()->name, 'Twint\quote_') => Quote::class,
        $parameter->name === 'scopes' && $value === [] => InvalidArgumentException::class,
        // Its elements are cases of an enum or objects.
        !$fits, in_array($parameter->name, ['others', 'phases', 'scopes', 'shippingMethods'], true) => TypeError::class,
        $isCertificate && $parameter->getDeclaringFunction()->name === 'Twint\inspect_certificate' => CertificateInfo::class,
        $isCertificate => CertificateException::class,
        default => InvalidArgumentException::class,
    };
}

$tried = 0;
$attack = function (string $name, callable $call, ReflectionFunctionAbstract $function) use ($good, $values, $right, &$tried): void {
    foreach ($function->getParameters() as $parameter) {
        foreach ($values as $what => $value) {
            if (in_array((string) $what, $right["$name {$parameter->name}"] ?? $right[$parameter->name] ?? [], true)) {
                continue;
            }
            $arguments = [];
            foreach ($function->getParameters() as $other) {
                $arguments[$other->name] = $other->name === $parameter->name ? $value : $good["$name {$other->name}"] ?? $good[$other->name];
            }
            $began = microtime(true);
            try {
                $result = $call(...$arguments);
                $got = is_object($result) ? $result::class : gettype($result);
                $got .= $result instanceof CertificateInfo && $result->usable ? ' that is usable' : '';
                $message = '';
            } catch (Throwable $thrown) {
                $got = $thrown::class;
                $message = $thrown->getMessage();
            }
            $tried++;
            $seconds = microtime(true) - $began;
            $expected = expected($parameter, $value);
            // Text that no passphrase can be is a bad argument as everywhere else.
            $alternative = str_ends_with(strtolower($parameter->name), 'passphrase') ? InvalidArgumentException::class : $expected;
            if ($got !== $expected && $got !== $alternative || strlen($message) > 400 || $seconds > 5) {
                printf("%s %s = %s: %s instead of %s, %d characters, %.1f s\n", $name, $parameter->name, $what, $got, $expected, strlen($message), $seconds);
            }
        }
    }
};
$before = count($simulator->ask('GET', '/api/calls')->calls ?? $simulator->ask('GET', '/api/calls'));
foreach ((new ReflectionExtension('twint'))->getFunctions() as $name => $function) {
    $attack($name, $name, $function);
}
$attack('Merchant', fn (mixed ...$arguments): Merchant => new Merchant(...$arguments), new ReflectionMethod(Merchant::class, '__construct'));
$attack('ShippingMethod', fn (mixed ...$arguments): ShippingMethod => new ShippingMethod(...$arguments), new ReflectionMethod(ShippingMethod::class, '__construct'));
$attack('WawiComparison', fn (mixed ...$arguments): Twint\WawiComparison => new Twint\WawiComparison(...$arguments), new ReflectionMethod(Twint\WawiComparison::class, '__construct'));
$attack('Payment', fn (mixed ...$arguments): Payment => new Payment(...$arguments), new ReflectionMethod(Payment::class, '__construct'));

// By the name of the option: each takes a text or a number and nothing else.
$options = [
    'endpoint', 'appSchemesEndpoint', 'caFile', 'caPem', 'apiVersion', 'connectTimeoutMs', 'timeoutMs', 'flowTimeoutMs', 'clientName', 'clientVersion', 'proxy',
    'unknown', '', "\0",
];
foreach ($options as $option) {
    foreach ($values as $what => $value) {
        // Whether a file can be read or a text holds certificates is looked at when they are needed.
        $isText = is_string($value) && in_array($option, ['caFile', 'caPem'], true);
        if ($isText && preg_match('//u', $value) === 1 || $option === 'proxy' && $value === '') {
            continue;
        }
        $tried++;
        try {
            new Merchant(...[...array_intersect_key($good, ['storeUuid' => 0, 'certificate' => 0, 'passphrase' => 0, 'cashRegisterId' => 0]), 'options' => [$option => $value]]);
            echo substr($option, 0, 30), " = $what is accepted\n";
        } catch (InvalidArgumentException $refused) {
            if (strlen($refused->getMessage()) > 400) {
                echo substr($option, 0, 30), " = $what: a message of ", strlen($refused->getMessage()), " characters\n";
            }
        }
    }
}

refused(fn () => new Merchant($about->storeUuid, '', '', 'till', options: [$long => 1]));

// A reference is the value it stands for, and stays as it was.
$number = '1.00';
$reference = &$number;
$again = [&$reference];
refused(fn () => Twint\payment_init($merchant, $reference, $again[0], $again));
echo $number, "\n";

echo $tried > 1500 ? 'more than 1500' : $tried, " attempts\n";
echo count($simulator->ask('GET', '/api/calls')->calls ?? $simulator->ask('GET', '/api/calls')) - $before, " calls\n";
var_dump(Twint\system_status($merchant));
?>
--EXPECT--
Twint\InvalidArgumentException: The request was refused and nothing happened; correct the value and try again. [options['99999999999999999999999999999999999999999999999999'] is not known]
TypeError: Invalid value given for argument `capture`.
1.00
more than 1500 attempts
0 calls
bool(true)
