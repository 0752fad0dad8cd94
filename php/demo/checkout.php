<?php

declare(strict_types=1);

// The checkout page of the demo, for `php -S`: a case a route.

use Twint\Capture;
use Twint\Demo\Environment;
use Twint\Demo\Ledger;
use Twint\Demo\Page;
use Twint\Demo\Request;
use Twint\Demo\Shop;
use Twint\Demo\Simulator;
use Twint\TwintException;

require __DIR__ . '/autoload.php';

$request = Request::current();
if ($request->isForFileIn(__DIR__ . '/assets')) {
    return false; // php -S sends it
}

$simulator = Simulator::running(Environment::directory());
$ledger = Ledger::shared();
$shop = new Shop($simulator->merchant(), $ledger);
$page = new Page($simulator, $request->isAndroid());

switch ($request->route()) {
    case 'GET /':
        $page->send(200, 'start', ['payments' => array_reverse($ledger->all())]);

        return true;
    case 'POST /payments':
        $amount = $request->field('amount');
        try {
            $payment = $shop->start($amount, Capture::tryFrom($request->field('capture')) ?? Capture::Immediate);
            $page->redirect("/payments/{$payment->uuid}");
        } catch (TwintException $e) {
            $payments = array_reverse($ledger->all());
            $page->send(422, 'start', ['payments' => $payments, 'amount' => $amount, 'error' => $e->getMessage()]);
        }

        return true;
}

$payment = $ledger->find($request->uuid());
if ($payment === null) {
    $page->send(404, 'missing');

    return true;
}

switch ($request->route()) {
    case 'GET /payments/*':
        $page->send(200, 'payment', ['payment' => $shop->refresh($payment)]);

        return true;
    case 'GET /payments/*/status':
        $page->sendStatus($shop->refresh($payment));

        return true;
    case 'POST /payments/*/capture':
        $shop->capture($payment, $request->field('amount'), $request->field('final') === '1');
        break;
    case 'POST /payments/*/cancel':
        $shop->cancel($payment);
        break;
    case 'POST /payments/*/refund':
        $shop->refund($payment, $request->field('amount'));
        break;
    default:
        $page->send(404, 'missing');

        return true;
}
$page->redirect("/payments/{$payment->uuid}");

return true;
