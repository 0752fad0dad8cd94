<?php

/** A new order with TWINT as the shop is about to write it: prints what the plugin made of its cAbgeholt. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

use JTL\Checkout\Bestellung;
use JTL\Shop;

$_SERVER['SCRIPT_NAME'] = '/index.php';
$order = new Bestellung();
$order->kZahlungsart = (int) Shop::Container()
    ->getDB()
    ->getSingleInt("SELECT kZahlungsart AS id FROM tzahlungsart WHERE cModulId LIKE 'kPlugin\\_%\\_twint'", 'id');
$order->cStatus = \BESTELLUNG_STATUS_OFFEN;
$order->cAbgeholt = 'N';
container();
executeHook(\HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB, ['oBestellung' => &$order]);
echo $order->cAbgeholt;
