<?php

/**
 * Orders of one can whose money is reserved, at TWINT, in the plugin's table and in the shop, each the copy of the last
 * order there: reserved.php NUMBER. Prints the id of the first.
 */

declare(strict_types=1);

require __DIR__ . '/../setup/boot.php';
require __DIR__ . '/../setup/services.php';

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Settings\MerchantFactory;

$number = (int) $argv[1];
$merchant = part(MerchantFactory::class)->of(new AccessKey(AccessKey::FIRST, 'testing'));
$store = part(MerchantFactory::class)->storeUuid(new AccessKey(AccessKey::FIRST, 'testing'));
$phone = json_decode((string) file_get_contents($lab . '/shop.json'), true, flags: JSON_THROW_ON_ERROR)['phone'];
$series = bin2hex(random_bytes(4));
$last = (int) $db->getSingleInt('SELECT MAX(kBestellung) AS id FROM tbestellung', 'id');

execute('CREATE TEMPORARY TABLE copied AS SELECT * FROM tbestellung WHERE kBestellung = ' . $last);
$curl = curl_init();
for ($n = 1; $n <= $number; $n++) {
    $id = $last + $n;
    $order = Twint\payment_init($merchant, "BENCH-$series-$n", '57.00', Twint\Capture::Deferred);
    curl_setopt_array($curl, [
        CURLOPT_URL => "$phone/api/orders/$order->uuid/approve",
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => '',
        CURLOPT_RETURNTRANSFER => true,
    ]);
    curl_exec($curl);
    execute(
        "UPDATE copied SET kBestellung = $id, cBestellNr = 'BENCH-$series-$n', cStatus = 2, cAbgeholt = 'Y', dVersandDatum = NULL, dBezahltDatum = NULL",
    );
    execute('INSERT INTO tbestellung SELECT * FROM copied');
    $row = [
        'order_id' => $id,
        'open_order_id' => $id,
        'order_number' => "BENCH-$series-$n",
        'attempt' => 1,
        'reference' => $order->reference,
        'token' => rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '='),
        'twint_uuid' => $order->uuid,
        'phase' => 'authorised',
        'capture_mode' => 'deferred',
        'environment' => 'testing',
        'store_uuid' => $store,
        'amount' => '57.00',
    ];
    execute(
        sprintf(
            'INSERT INTO xplugin_jtl_twint_transaction (%s, created_at, updated_at, expires_at, next_poll_at)
                VALUES (:%s, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)',
            implode(', ', array_keys($row)),
            implode(', :', array_keys($row)),
        ),
        $row,
    );
}
echo $last + 1;
