<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Http\Message\ResponseInterface;

/** The buyer's "pay again": a new attempt with a page of its own. */
final class RetryController
{
    public function __construct(
        private readonly Attempts $attempts,
    ) {
    }

    public function answer(Transaction $transaction): ResponseInterface
    {
        if (!$this->attempts->canRetry($transaction)) {
            return Answer::seeOther(PayUrls::page($this->attempts->another($transaction) ?? $transaction));
        }
        $next = $this->attempts->retry($transaction);

        return Answer::seeOther(PayUrls::page($next, $next->id === $transaction->id ? Notice::RetryFailed : null));
    }
}
