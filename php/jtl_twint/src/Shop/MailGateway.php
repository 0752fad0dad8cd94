<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** The shop's own mails about an order, in the language of the order. */
interface MailGateway
{
    public function orderConfirmation(int $orderId): void;

    /** If the merchant ticked it for the payment method. */
    public function paymentReceived(int $orderId): void;

    /** If the merchant ticked it for the payment method. */
    public function orderCancelled(int $orderId): void;
}
