<?php

declare(strict_types=1);

// The checkout page of the demo, for `php -S`: one route a line.

use Twint\Capture;
use Twint\Demo\Environment;
use Twint\Demo\Ledger;
use Twint\Demo\Page;
use Twint\Demo\Request;
use Twint\Demo\Shop;
use Twint\Demo\Simulator;
use Twint\TwintException;

$request = parse_url((string) $_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file(__DIR__ . "/assets{$request}")) {
    return false; // php -S sends it
}

require __DIR__ . '/autoload.php';

$request = Request::current();
$simulator = Simulator::running(Environment::directory());
$ledger = Ledger::shared();
$shop = new Shop($simulator->merchant(), $ledger);
$page = new Page($simulator, $request->isAndroid());

$payment = $request->uuid() === '' ? null : $ledger->find($request->uuid());
if ($request->uuid() !== '' && $payment === null) {
    $page->send(404, 'missing');

    return true;
}

switch ($request->route()) {
    case 'GET /':
        $page->send(200, 'start', ['payments' => array_reverse($ledger->all())]);
        break;

    case 'POST /payments':
        $amount = $request->field('amount');
        try {
            $started = $shop->start($amount, Capture::tryFrom($request->field('capture')) ?? Capture::Immediate);
            $page->redirect("/payments/{$started->uuid}");
        } catch (TwintException $e) {
            $payments = array_reverse($ledger->all());
            $page->send(422, 'start', ['payments' => $payments, 'amount' => $amount, 'error' => $e->getMessage()]);
        }
        break;

    case 'GET /payments/*':
        $page->send(200, 'payment', ['payment' => $shop->refresh($payment)]);
        break;

    case 'GET /payments/*/status':
        $page->sendStatus($shop->refresh($payment));
        break;

    case 'POST /payments/*/capture':
        $shop->capture($payment, $request->field('amount'), $request->field('final') === '1');
        $page->redirect("/payments/{$payment->uuid}");
        break;

    case 'POST /payments/*/cancel':
        $shop->cancel($payment);
        $page->redirect("/payments/{$payment->uuid}");
        break;

    case 'POST /payments/*/refund':
        $shop->refund($payment, $request->field('amount'));
        $page->redirect("/payments/{$payment->uuid}");
        break;

    default:
        $page->send(404, 'missing');
}

return true;
