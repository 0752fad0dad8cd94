<?php

/** Payments that wait, at TWINT and in the plugin's table, without orders in the shop: pending.php NUMBER */

declare(strict_types=1);

require __DIR__ . '/../setup/boot.php';
require __DIR__ . '/../setup/services.php';

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\MerchantFactory;

$number = (int) $argv[1];
$merchant = part(MerchantFactory::class)->of(new AccessKey(AccessKey::FIRST, 'testing'));
$store = part(MerchantFactory::class)->storeUuid(new AccessKey(AccessKey::FIRST, 'testing'));
$series = bin2hex(random_bytes(4));
for ($n = 1; $n <= $number; $n++) {
    $order = Twint\payment_init($merchant, "BENCH-$series-$n", '1.00');
    $row = [
        'order_id' => 1_000_000 + $n,
        'open_order_id' => 1_000_000 + $n,
        'order_number' => "BENCH-$n",
        'attempt' => 1,
        'reference' => $order->reference,
        'token' => PageToken::random(KeyRing::ofShop()),
        'twint_uuid' => $order->uuid,
        'phase' => 'pending',
        'capture_mode' => 'immediate',
        'environment' => 'testing',
        'store_uuid' => $store,
        'amount' => '1.00',
        'pairing_token' => $order->pairingToken,
    ];
    execute(
        sprintf(
            'INSERT INTO xplugin_jtl_twint_transaction (%s, created_at, updated_at, expires_at, next_poll_at)
                VALUES (:%s, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, UTC_TIMESTAMP(3))',
            implode(', ', array_keys($row)),
            implode(', :', array_keys($row)),
        ),
        $row,
    );
}
