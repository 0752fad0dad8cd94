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

    /** By our own template: the buyer ended it to pay another way, so its confirmation is void. */
    public function orderGivenUp(Transaction $transaction): void;

    /** By our own template: what the buyer approved in TWINT Express did not become an order, and why. */
    public function notOrdered(#[\SensitiveParameter] Buyer $buyer, string $language, ExpressState $why): void;

    /** By our own template: nothing was charged, and the order can still be paid. */
    public function paymentNotMade(Transaction $transaction): void;

    /** By our own template: it is approved, and captured later. */
    public function paymentReserved(Transaction $transaction): void;

    /** By our own template, if the merchant ticked the mail about payments: how much less than the whole was charged. */
    public function partReceived(Transaction $transaction): void;

    /** Whom the mails about an order go to; without an address where there is none. */
    public function recipient(int $orderId): Recipient;

    /**
     * By our own template: the link that pays an order.
     *
     * @param string $amount as the buyer reads it
     * @return bool whether the shop's mailer took it; false also where the merchant switched the template off
     */
    public function paymentLink(int $orderId, string $amount): bool;

    /**
     * By our own template: how much was paid back, and how much in all.
     *
     * @param numeric-string $amount of this refund
     */
    public function paymentRefunded(Transaction $transaction, string $amount): void;
}
