<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** Where TWINT may tell that an order has changed. */
interface NotificationAddress
{
    /** @return string|null with https, at most 250 characters; null: TWINT is to tell nothing */
    public function of(Transaction $transaction): ?string;
}
