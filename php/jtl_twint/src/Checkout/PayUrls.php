<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Shop;
use Plugin\jtl_twint\src\Payment\Transaction;

/** The addresses of an attempt. Whoever knows one may pay, cancel and see the state of this attempt, nothing else. */
final class PayUrls
{
    public const PREFIX = '/jtl-twint/pay/';

    public static function page(Transaction $transaction, ?Notice $notice = null): string
    {
        return self::base($transaction) . ($notice === null ? '' : '?notice=' . $notice->value);
    }

    public static function status(Transaction $transaction): string
    {
        return self::base($transaction) . '/status';
    }

    /**
     * The same question without the shop's start, where the server runs it.
     *
     * @param string $frontend the address of the plugin's folder
     */
    public static function statusFile(Transaction $transaction, string $frontend): string
    {
        return $frontend . 'status.php?token=' . $transaction->token;
    }

    public static function cancel(Transaction $transaction): string
    {
        return self::base($transaction) . '/cancel';
    }

    public static function retry(Transaction $transaction): string
    {
        return self::base($transaction) . '/retry';
    }

    public static function otherWay(Transaction $transaction): string
    {
        return self::base($transaction) . '/other';
    }

    /** Where the buyer pays: here, or on TWINT's own page, which leads back here. */
    public static function begin(Transaction $transaction): string
    {
        return $transaction->paymentPage === null
            ? self::page($transaction)
            : \Twint\payment_page_address(
                $transaction->paymentPage,
                self::page($transaction),
                self::page($transaction),
            );
    }

    /** What TWINT may call when the order has changed. It is believed nothing: TWINT is asked. */
    public static function notify(Transaction $transaction): string
    {
        return self::base($transaction) . '/notify';
    }

    /** Wherever the buyer goes from here: the shop's confirmation of a paid order, else the order's own page. */
    public static function finish(Transaction $transaction): string
    {
        return self::base($transaction) . '/finish';
    }

    private static function base(Transaction $transaction): string
    {
        return Shop::getURL() . self::PREFIX . $transaction->token;
    }
}
