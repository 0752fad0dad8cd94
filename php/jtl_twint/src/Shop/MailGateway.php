<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Express\Buyer;
use Plugin\jtl_twint\src\Express\ExpressState;
use Plugin\jtl_twint\src\Payment\Transaction;

/** The mails about an order, or about one that did not come to be, in its language. */
interface MailGateway
{
    public function orderConfirmation(int $orderId): void;

    /** If the merchant ticked it for the payment method. */
    public function paymentReceived(int $orderId): void;

    /** If the merchant ticked it for the payment method, or the buyer was promised to hear how it ends. */
    public function orderCancelled(int $orderId, bool $promised = false): void;

    /** In our own words: the buyer ended it to pay another way, so its confirmation is void. */
    public function orderGivenUp(Transaction $transaction): void;

    /** In our own words: what the buyer approved in TWINT Express did not become an order, and why. */
    public function notOrdered(#[\SensitiveParameter] Buyer $buyer, string $language, ExpressState $why): void;

    /** In our own words, for the shop has none: nothing was charged, and the order can still be paid. */
    public function paymentNotMade(Transaction $transaction): void;

    /** In our own words: it is approved, and captured later. */
    public function paymentReserved(Transaction $transaction): void;

    /** In our own words, if the merchant ticked the mail about payments: how much less than the whole was charged. */
    public function partReceived(Transaction $transaction): void;

    /**
     * In our own words: how much was paid back, and how much in all.
     *
     * @param numeric-string $amount of this refund
     */
    public function paymentRefunded(Transaction $transaction, string $amount): void;
}
