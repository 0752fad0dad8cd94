<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Payment\Transaction;

/** Tells the merchant that a payment needs a look. */
interface Notifier
{
    public function attention(Transaction $transaction, string $why = ''): void;
}
