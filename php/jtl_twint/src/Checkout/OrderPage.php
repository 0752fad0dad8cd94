<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Database;

/** The address of the shop's own page about an order, for whoever is there. */
final class OrderPage
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function of(Transaction $transaction): string
    {
        return $this->account($transaction) ?? $this->status($transaction) ?? Shop::getURL() . '/';
    }

    public static function file(string $file, Transaction $transaction): string
    {
        return Shop::Container()->getLinkService()->getStaticRoute($file, true, true, $transaction->language);
    }

    /** For its owner, if logged in. */
    private function account(Transaction $transaction): ?string
    {
        $customer = (int) Frontend::getCustomer()->getID();

        return $customer > 0 && $customer === $transaction->customerId && Frontend::getCustomer()->isLoggedIn()
            ? self::file('jtl.php', $transaction) . '?bestellung=' . $transaction->orderId
            : null;
    }

    /** For guests: the shop asks for the postcode before it shows anything. */
    private function status(Transaction $transaction): ?string
    {
        $row = $this->database->row('SELECT cUID FROM tbestellstatus WHERE kBestellung = :order', [
            'order' => $transaction->orderId,
        ]);

        return $row === null
            ? null
            : self::file('status.php', $transaction) . '?uid=' . rawurlencode((string) $row['cUID']);
    }
}
