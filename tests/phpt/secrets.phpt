--TEST--
No secret shows up in a message, a trace, a dump or on stderr, whatever fails
--EXTENSIONS--
twint
--SKIPIF--
<?php
require __DIR__ . '/skip_without_simulator.inc';
if (PHP_VERSION_ID < 80200) {
    die('skip #[\SensitiveParameter] needs PHP 8.2');
}
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000000
display_errors=1
html_errors=0
log_errors=1
error_log=
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$about = $simulator->about;
$pem = file_get_contents($about->certificates->valid->pem);
$p12 = file_get_contents($about->certificates->valid->pkcs12);
$secret = $about->certificates->valid->passphrase;

preg_match('/-----BEGIN [A-Z ]*PRIVATE KEY-----\s+(?:.*:.*\s+)*([A-Za-z0-9+\/=\s]+)-----END/', $pem, $key);
$needles = [
    'the passphrase' => $secret,
    'the passphrase in base64' => base64_encode($secret),
    'a wrong passphrase' => 'ganz-falsch-91',
    'the key' => substr(preg_replace('/\s/', '', $key[1]), 40, 40),
    'the PKCS#12' => substr($p12, 100, 30),
    'the PKCS#12 in base64' => substr(base64_encode($p12), 120, 40),
    'the next passphrase' => 'naechste-Passphrase-77',
    'the next passphrase in base64' => base64_encode('naechste-Passphrase-77'),
    "the proxy's password" => 'Durchgang-55',
];

$merchant = fn (#[SensitiveParameter] string $certificate, #[SensitiveParameter] string $passphrase, #[SensitiveParameter] array $options = []) => new Twint\Merchant(
    $about->storeUuid, $certificate, $passphrase, 'till', Twint\Environment::Testing, $simulator->options(timeoutMs: 300) + $options,
);
$good = $merchant($p12, $secret);
$order = Twint\payment_init($good, 'order', '1.00');
$uuid = $order->uuid;
$exchange = print_r(Twint\last_exchange(), true);
echo str_contains($exchange, $uuid) && !str_contains($exchange, $order->pairingToken) && !str_contains($exchange, $order->qrCode)
    ? "the exchange shows the order, not how to pay it\n" : $exchange;
$simulator->ask('POST', '/api/settings', ['certificateValidity' => ['renewalAllowed' => true]]);
$patient = new Twint\Merchant($about->storeUuid, $p12, $secret, 'till', Twint\Environment::Testing, $simulator->options(timeoutMs: 30000));
Twint\renew_certificate($patient, $needles['the next passphrase']);
$exchange = Twint\last_exchange();
echo $exchange->operation, ' ', substr_count($exchange->request . $exchange->answer, '[removed]'), "\n";
// What TWINT hands over of a buyer.
$checkIn = Twint\checkin_start($good, '1.00', Twint\Scope::cases(), []);
$simulator->ask('POST', "/api/check-ins/{$checkIn->pairingUuid}/approve", ['customer' => ['shipping_address' => 'Eulalia|Zumthor|Weg 7|3999|Oberwald|CH']]);
$needles["the buyer's name"] = Twint\checkin_poll($good, $checkIn->pairingUuid)->customer->lastName->getValue();
// Whoever knows these can pay for the buyer, or as the buyer.
$needles["the buyer's QR code"] = substr($order->qrCode, 200, 40);
$token = "/(?<![\\d.:-]){$order->pairingToken}(?![\\d-])/";
$proxied = ['proxy' => "http://shop:{$needles["the proxy's password"]}@127.0.0.1:9"];
$operations = [
    fn () => Twint\payment_init($good, 'other', '1.00'),
    fn () => Twint\poll($good, $uuid),
    fn () => Twint\checkin_start($good, '1.00', Twint\Scope::cases(), []),
    fn () => Twint\checkin_poll($good, $checkIn->pairingUuid),
    fn () => Twint\checkin_cancel($good, $checkIn->pairingUuid),
    fn () => Twint\payment_init($good, 'express', '1.00', checkIn: $checkIn->pairingUuid),
    fn () => Twint\poll_many($good, [$uuid, 'nonsense']),
    fn () => Twint\capture($good, $uuid, '1.00'),
    fn () => Twint\cancel($good, $uuid),
    fn () => Twint\cancel_many($good, [$uuid, 'nonsense']),
    fn () => Twint\refund($good, $uuid, 'refund', '1.00'),
    fn () => Twint\find($good, 'order'),
    fn () => Twint\find_between($good, '2026-01-01T00:00:00Z', '2099-01-01T00:00:00Z'),
    fn () => Twint\system_status($merchant($pem, $secret, ['timeoutMs' => 200])),
    fn () => Twint\enroll($good),
    fn () => Twint\system_status($good),
    fn () => Twint\certificate_validity($good),
    fn () => Twint\renew_certificate($good, $needles['the next passphrase']),
    fn () => Twint\app_schemes($good),
];
$attempts = [
    fn () => $merchant($p12, 'ganz-falsch-91'),
    fn () => $merchant($p12, "ganz-falsch-91\0"),
    fn () => $merchant($p12, "ganz-falsch-91\xff"),
    fn () => $merchant(substr($p12, 0, -50), $secret),
    fn () => $merchant($pem, $secret . 'x'),
    fn () => $merchant(substr($pem, 0, 900), $secret),
    fn () => $merchant($p12, $secret, ['timeoutMs' => 'x']),
    fn () => $merchant($p12, $secret, ['proxy' => 'ftp' . substr($proxied['proxy'], 4)]),
    fn () => Twint\system_status($merchant($p12, $secret, $proxied)),
    fn () => Twint\renew_certificate($merchant($p12, $secret, $proxied), $needles['the next passphrase']),
    fn () => $merchant($p12, $secret, ['caPem' => $pem, ...$proxied]),
    fn () => $merchant($p12, $secret, ['unknown' => 1, ...$proxied]),
    fn () => new Twint\Merchant('x', $p12, $secret, 'till'),
    fn () => new Twint\Merchant($about->storeUuid, $p12, [$secret], 'till'),
    fn () => new Twint\Merchant($about->storeUuid, $p12),
    fn () => Twint\inspect_certificate($p12, 'ganz-falsch-91'),
    fn () => Twint\inspect_certificate($pem, "ganz-falsch-91\xff"),
    fn () => Twint\inspect_certificate($p12, []),
    fn () => Twint\renew_certificate($good, ''),
    fn () => Twint\renew_certificate($good, $needles['the next passphrase'] . "\0"),
    fn () => Twint\renew_certificate('x', $needles['the next passphrase']),
];
foreach (['revoked', 'expired', 'wrongIssuer', 'otherMerchant'] as $which) {
    $attempts[] = function () use ($about, $merchant, $which) {
        $certificate = $about->certificates->$which;
        Twint\system_status($merchant(file_get_contents($certificate->pkcs12), $certificate->passphrase));
    };
}

/** Everything an exception tells; of the trace only our part and its caller, since this test's own frames hold the secrets. */
function tell(Throwable $thrown): string
{
    if ($thrown->getPrevious() !== null) {
        echo 'something is behind ', $thrown->getMessage(), "\n";
    }
    $told = [get_object_vars($thrown), $thrown->getMessage(), $thrown->getTraceAsString(), array_slice($thrown->getTrace(), 0, 2)];

    return $thrown . print_r($told, true);
}

/** Not a closure: closures in a trace would show what they hold. */
function attempt(callable $what): void
{
    global $texts, $failed;
    try {
        $result = $what();
        foreach (is_array($result) ? $result : [$result] as $one) {
            $texts[] = $one instanceof Throwable ? tell($one) : print_r($one, true);
        }
    } catch (Throwable $thrown) {
        $failed++;
        $texts[] = tell($thrown);
    }
    $texts[] = print_r(Twint\last_exchange(), true);
}

$failed = 0;
// Every way in which PHP can be asked what an object holds.
$texts = [
    print_r($good, true), var_export($good, true), json_encode($good), json_encode((array) $good), print_r(get_mangled_object_vars($good), true),
    (string) new ReflectionObject($good), print_r($good->__debugInfo(), true),
    print_r((new ReflectionObject($good))->getProperties(), true), print_r((new ReflectionClass($good))->getStaticProperties(), true),
    (string) new ReflectionExtension('twint'), print_r(ini_get_all('twint'), true),
];
ob_start();
var_dump($good);
debug_zval_dump($good);
phpinfo(INFO_MODULES);
$texts[] = ob_get_clean();
foreach ([fn () => serialize($good), fn () => serialize([$good]), fn () => clone $good, fn () => (string) $good] as $copy) {
    attempt($copy);
}
array_map(attempt(...), $attempts);
$failures = [
    'resetBeforeRead', 'resetAfterProcessing', 'garbage', 'emptyBody', 'tlsAlert', 'foreignMessageId', ['neverAnswer' => ['processed' => false]],
    ['html' => 503], ['fault' => ['element' => 'SystemError']], ['fault' => ['element' => 'InvalidMerchant']], ['cutBody' => 20],
];
foreach ($failures as $what) {
    $simulator->fail($what);
    array_map(attempt(...), $operations);
    $simulator->heal();
}
echo $failed > 100 ? "more than 100 failures\n" : "only $failed failures\n";
foreach ($texts as $text) {
    foreach ($needles as $name => $needle) {
        if (str_contains($text, $needle)) {
            echo "$name shows in: ", substr($text, 0, 2000), "\n";
        }
    }
    if (preg_match($token, $text)) {
        echo "the buyer's token shows in: ", substr($text, 0, 2000), "\n";
    }
}
echo preg_match($token, print_r($order, true)), " token would have been seen\n";

// What a merchant sees when nobody catches anything, on standard error.
preg_match('~/\S*twint\S*\.so~', file_get_contents('/proc/self/maps'), $extension);
$script = sprintf(
    'new Twint\Merchant(%s, base64_decode(%s), "ganz-falsch-91", "till");',
    var_export($about->storeUuid, true),
    var_export(base64_encode($p12), true),
);
$command = [PHP_BINARY, '-n', '-d', 'extension=' . $extension[0], '-d', 'zend.exception_ignore_args=0', '-d', 'log_errors=1', '-d', 'display_errors=stderr'];
$process = proc_open([...$command, '-r', '(function () { ' . $script . ' })();'], [2 => ['pipe', 'w'], 1 => ['pipe', 'w']], $pipes);
$said = stream_get_contents($pipes[1]) . stream_get_contents($pipes[2]);
proc_close($process);
var_dump(str_contains($said, 'CertificateException'), str_contains($said, 'SensitiveParameterValue'), str_contains($said, 'ganz-falsch-91'));
?>
--EXPECT--
the exchange shows the order, not how to pay it
RenewCertificate 2
more than 100 failures
1 token would have been seen
bool(true)
bool(true)
bool(false)
