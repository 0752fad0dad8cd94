<?php

/**
 * Payments to look at in the backend.
 *
 *     payments.php begin NUMBER       so many orders like the newest one in the shop, each with a payment just begun; prints
 *                                     their transactions as JSON
 *     payments.php name ORDER NAME    the surname of who ordered
 */

declare(strict_types=1);

require __DIR__ . '/boot.php';
// What the shop loads with every page, and an order's positions need.
require_once PFAD_ROOT . PFAD_INCLUDES . 'sprachfunktionen.php';

use JTL\Events\Dispatcher;
use JTL\Plugin\Helper;
use JTL\Plugin\PluginLoader;
use Plugin\jtl_twint\src\Container;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Shop\OrderGateway;

$id = (int) $db->select('tplugin', 'cPluginID', 'jtl_twint')->kPlugin;
Helper::bootstrap($id, new PluginLoader($db, $cache))->boot(Dispatcher::getInstance());
$container = Container::booted();

/** A row like that one, with another key. */
$copy = static function (string $table, string $key, int $id, array $changes) use ($db): int {
    $row = (array) $db->getPDO()->query("SELECT * FROM $table WHERE $key = $id")->fetch(PDO::FETCH_ASSOC);
    unset($row[$key]);
    $row = array_merge($row, $changes);
    execute(
        "INSERT INTO $table ("
        . implode(', ', array_keys($row))
        . ') VALUES (:'
        . implode(', :', array_keys($row))
        . ')',
        $row,
    );

    return (int) $db->getPDO()->lastInsertId();
};
if ($argv[1] === 'name') {
    execute(
        'UPDATE trechnungsadresse a JOIN tbestellung o USING (kRechnungsadresse) SET a.cNachname = :name WHERE o.kBestellung = :id',
        [
            'name' => JTL\Shop::Container()->getCryptoService()->encryptXTEA($argv[3]),
            'id' => $argv[2],
        ],
    );
    exit();
}
$model = $db
    ->getPDO()
    ->query('SELECT kBestellung, kWarenkorb FROM tbestellung ORDER BY kBestellung DESC LIMIT 1')
    ->fetch(PDO::FETCH_ASSOC);
$payments = [];
for ($number = 0; $number < (int) $argv[2]; $number++) {
    $cart = $copy('twarenkorb', 'kWarenkorb', (int) $model['kWarenkorb'], []);
    foreach ($db
        ->getPDO()
        ->query('SELECT kWarenkorbPos FROM twarenkorbpos WHERE kWarenkorb = ' . (int) $model['kWarenkorb'])
        ->fetchAll(PDO::FETCH_COLUMN) as $position) {
        $copy('twarenkorbpos', 'kWarenkorbPos', (int) $position, ['kWarenkorb' => $cart]);
    }
    $id = $copy('tbestellung', 'kBestellung', (int) $model['kBestellung'], [
        'kWarenkorb' => $cart,
        'cBestellNr' => 'T' . hrtime(true),
        'cAbgeholt' => 'P',
        'cStatus' => BESTELLUNG_STATUS_OFFEN,
        'dBezahltDatum' => null,
    ]);
    $order = $container->get(OrderGateway::class)->load($id);
    $payments[] = $container->get(PaymentService::class)->begin($order, 'ger');
}
echo
    json_encode(array_map(static fn(object $payment): array => [
        'id' => $payment->id,
        'order' => $payment->orderId,
        'number' => $payment->orderNumber,
        'token' => $payment->pairingToken,
        'uuid' => $payment->twintUuid,
        'phase' => $payment->phase,
        'reference' => $payment->reference,
        'amount' => $payment->amount,
    ], $payments), JSON_THROW_ON_ERROR),
    "\n"
;
