<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;

/** The shop's list of payments, which Wawi fetches. */
interface IncomingPayments
{
    /**
     * Adds a payment in CHF, within a database transaction of the caller.
     *
     * @param numeric-string $amount what the buyer paid, the fee included
     * @param numeric-string|null $fee what TWINT keeps of it; null where it is not known
     * @throws \RuntimeException where the shop did not take it
     */
    public function record(Bestellung $order, string $amount, string $note, ?string $fee): void;
}
