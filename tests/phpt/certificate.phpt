--TEST--
Certificates in every encryption work and leave PHP's own OpenSSL alone; one is renewed
--EXTENSIONS--
twint
openssl
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
/** What PHP's own OpenSSL can do: RC2 and MD4 live in the legacy provider, which must stay as it was. */
$openssl = fn () => [@openssl_digest('x', 'md4'), openssl_digest('x', 'sha256'), @openssl_encrypt('x', 'rc2-40-cbc', 'key')];
$before = $openssl();
foreach (['valid', 'tripleDes', 'legacy'] as $which) {
    var_dump(Twint\system_status($simulator->merchant($which)));
    $pem = file_get_contents($simulator->about->certificates->$which->pem);
    $passphrase = $simulator->about->certificates->$which->passphrase;
    $merchant = new Twint\Merchant($simulator->about->storeUuid, str_replace("\n", "\r\n", $pem), $passphrase, 'pem', options: $simulator->options());
    var_dump(Twint\system_status($merchant));
}
try {
    new Twint\Merchant($simulator->about->storeUuid, "\x30\x82garbage", 'x', 'till');
} catch (Twint\CertificateException $exception) {
    echo $exception->problem, "\n";
}
$second = new Twint\Merchant($simulator->about->secondStoreUuid, $pem, '', 'till', options: $simulator->options());
var_dump(Twint\system_status($second));
var_dump($before === $openssl());

foreach (['revoked', 'expired', 'notYetValid', 'wrongIssuer'] as $which) {
    try {
        Twint\system_status($simulator->merchant($which));
    } catch (Twint\CertificateException $exception) {
        echo "{$which}: {$exception->problem}\n";
    }
}
refused(fn () => Twint\system_status($simulator->merchant('otherMerchant')));

$validity = Twint\certificate_validity($simulator->merchant());
var_dump($validity->renewalAllowed, preg_match('/^\d{4}-\d\d-\d\d$/', $validity->expiryDate));
try {
    Twint\renew_certificate($simulator->merchant(), 'neu');
} catch (Twint\CertificateException $exception) {
    echo $exception->problem, "\n";
}
$simulator->ask('POST', '/api/settings', ['certificateValidity' => ['renewalAllowed' => true]]);
$renewed = Twint\renew_certificate($simulator->merchant(), 'neu & ü');
$info = Twint\inspect_certificate($renewed->certificate, 'neu & ü');
var_dump($info->usable, $info->storeUuid === $simulator->about->storeUuid, substr($info->validTo, 0, 4) === substr($renewed->expiresAt, 0, 4));
$next = new Twint\Merchant($simulator->about->storeUuid, $renewed->certificate, 'neu & ü', 'till', options: $simulator->options());
var_dump(Twint\system_status($next));

$apps = Twint\app_schemes($next);
echo $apps[0]::class, ' ', preg_match('~^twint-issuer\d+://$~', $apps[0]->scheme), "\n";
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
damaged
bool(true)
bool(true)
revoked: refusedByServer
expired: expired
notYetValid: notYetValid
wrongIssuer: refusedByServer
Twint\ConfigurationException: TWINT does not accept these settings; check System ID, certificate and environment (test or live). [CheckSystemStatus: InvalidMerchant 1111, The merchant is not the one the client certificate was issued for.]
bool(false)
int(1)
renewalRefused
bool(true)
bool(true)
bool(true)
bool(true)
Twint\AppScheme 1
