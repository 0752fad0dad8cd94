<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\ZahlungsLog;
use Plugin\jtl_twint\src\Payment\Transaction;

/** In the payment method's log of the backend; the number of uncertain payments stands in the bell beside. */
final class JtlNotifier implements Notifier
{
    public function __construct(
        private readonly OurMethod $method,
    ) {
    }

    public function attention(Transaction $transaction, string $why = ''): void
    {
        ZahlungsLog::add(
            $this->method->moduleId,
            sprintf(
                'TWINT %s (order %s) needs a look: %s, %s. %s',
                $transaction->reference,
                $transaction->orderNumber,
                $transaction->phase,
                $transaction->reason ?? '-',
                $why,
            ),
            null,
            \LOGLEVEL_ERROR,
        );
    }
}
