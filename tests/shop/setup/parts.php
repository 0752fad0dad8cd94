<?php

/** Builds all that the plugin's container is asked for, in a PHP with or without the extension; prints what could not be. */

declare(strict_types=1);

require __DIR__ . '/boot.php';
require __DIR__ . '/services.php';

use JTL\Shop;
use Plugin\jtl_twint\src\Admin\Page;
use Plugin\jtl_twint\src\Checkout\Offer;
use Plugin\jtl_twint\src\Checkout\PaymentBegin;
use Plugin\jtl_twint\src\Checkout\Routes;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronRow;
use Plugin\jtl_twint\src\Express\ExpressOffer;
use Plugin\jtl_twint\src\Express\ExpressRoutes;
use Plugin\jtl_twint\src\Shop\ExpressRules;
use Plugin\jtl_twint\src\Subscribers\ConsentActions;
use Plugin\jtl_twint\src\Subscribers\ExpressButtons;
use Plugin\jtl_twint\src\Subscribers\Mails;
use Plugin\jtl_twint\src\Subscribers\MerchantAlarms;
use Plugin\jtl_twint\src\Subscribers\OrderedBasket;
use Plugin\jtl_twint\src\Subscribers\Orders;
use Plugin\jtl_twint\src\Subscribers\WawiOrders;
use Plugin\jtl_twint\src\Subscribers\WawiStock;

$container = container()->drawWith(Shop::Smarty());
foreach ([
    Mails::class,
    Orders::class,
    OrderedBasket::class,
    ExpressButtons::class,
    ConsentActions::class,
    // What the buttons build when they are drawn.
    ExpressOffer::class,
    ExpressRules::class,
    ExpressRoutes::class,
    MerchantAlarms::class,
    WawiOrders::class,
    WawiStock::class,
    Offer::class,
    PaymentBegin::class,
    CronRow::class,
    CronEndpoint::class,
    Routes::class,
    Page::class,
] as $class) {
    try {
        $container->get($class);
    } catch (Throwable $exception) {
        echo $class, ': ', $exception->getMessage(), "\n";
    }
}
