<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\Transaction;

/** What pairs the buyer's phone with what the page waits for: a payment, or a check-in of TWINT Express. */
final class PairingCode
{
    public function __construct(
        #[\SensitiveParameter]
        public readonly string $token,
        public readonly ?string $qrCode,
        /** The address of TWINT's own page, where the buyer pays there. */
        #[\SensitiveParameter]
        public readonly ?string $twintsPage,
        public readonly int $secondsLeft,
        public readonly bool $expired,
        /** Whether a phone has it, as far as TWINT tells: of a check-in it does not. */
        public readonly bool $onPhone,
        /** Where the phone's browser goes without an app. */
        public readonly string $withoutAppUrl,
        public readonly string $cancelUrl,
    ) {
    }

    public static function ofPayment(Transaction $transaction): self
    {
        return new self(
            (string) $transaction->pairingToken,
            $transaction->qrCode,
            $transaction->paymentPage === null || !Extension::isUsable() ? null : PayUrls::begin($transaction),
            $transaction->secondsLeft,
            $transaction->expired,
            $transaction->onPhone,
            PayUrls::page($transaction, Notice::AppMissing),
            PayUrls::cancel($transaction),
        );
    }
}
