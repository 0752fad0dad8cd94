<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** What had moved of a payment when somebody reckoned what is to move next. */
final class Sums
{
    private function __construct(
        private readonly string $captured,
        private readonly string $refunded,
    ) {
    }

    public static function of(Transaction $transaction): self
    {
        return new self($transaction->captured, $transaction->refunded);
    }

    /** As a form brought them back; empty where it did not, which no payment has. */
    public static function said(string $captured, string $refunded): self
    {
        return new self($captured, $refunded);
    }

    public function areThoseOf(Transaction $transaction): bool
    {
        return $this->captured === $transaction->captured && $this->refunded === $transaction->refunded;
    }
}
