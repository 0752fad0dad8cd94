<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\NotificationAddress;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Settings\Settings;

/** An address below the pay page's, where the merchant wants it and the shop has one that TWINT takes. */
final class PayPageNotification implements NotificationAddress
{
    /** As the schema says (OrderUpdateNotificationURL). */
    private const LONGEST = 250;

    public function __construct(
        private readonly Settings $settings,
    ) {
    }

    public function of(Transaction $transaction): ?string
    {
        $url = PayUrls::notify($transaction);
        $isTaken = str_starts_with($url, 'https://') && strlen($url) <= self::LONGEST;

        return $this->settings->isToldByTwint() && $isTaken ? $url : null;
    }
}
