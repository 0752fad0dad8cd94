<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Shop;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Shop\Basket;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Psr\Http\Message\ResponseInterface;

/** The buyer's "choose another way to pay": the unpaid order ends, and its articles are back in the basket, at the choice of payment. */
final class OtherWayController
{
    /** With an order's number: the session had its articles in the basket again. */
    private const REFILLED = 'jtl_twint_refilled_';

    public function __construct(
        private readonly Attempts $attempts,
        private readonly OrderGateway $orders,
        private readonly BuyerOfOrder $buyer,
        private readonly Basket $basket,
    ) {
    }

    public function answer(Transaction $transaction): ResponseInterface
    {
        if (!$this->attempts->giveUp($transaction)) {
            $another = $this->attempts->another($transaction);

            return Answer::seeOther(PayUrls::page(
                $another ?? $transaction,
                $another === null ? Notice::RetryFailed : null,
            ));
        }
        // A second click, or the same in a second tab, fills nothing twice.
        if (!isset($_SESSION[self::REFILLED . $transaction->orderId])) {
            $this->refill($transaction);
        }

        return Answer::seeOther($this->next());
    }

    private function refill(Transaction $transaction): void
    {
        $order = $this->orders->load($transaction->orderId);
        $isBuyers = $order !== null && $this->buyer->isHere($order);
        $_SESSION[self::REFILLED . $transaction->orderId] = true;
        if ($isBuyers) {
            $this->buyer->introduceAgain($transaction->orderId);
        }
        $missing = $this->basket->refill($transaction->orderId, $isBuyers);
        $this->say($this->basket->isEmpty() ? 'order_given_up_empty' : 'order_given_up', $transaction->orderNumber);
        if ($missing !== []) {
            $this->say('basket_missing', implode(', ', $missing));
        }
    }

    private function next(): string
    {
        $links = Shop::Container()->getLinkService();

        return $this->basket->isEmpty()
            ? $links->getStaticRoute('warenkorb.php')
            : $links->getStaticRoute('bestellvorgang.php') . '?editZahlungsart=1';
    }

    private function say(string $text, string $value): void
    {
        Shop::Container()
            ->getAlertService()
            ->addInfo(BuyerTexts::in(Shop::getLanguageCode() ?? '')->get($text, $value), 'jtlTwint_' . $text, [
                'saveInSession' => true,
            ]);
    }
}
