<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Http\Message\ResponseInterface;

/** The buyer's "cancel". The address is the proof: who could forge this form must know the token already. */
final class CancelController
{
    public function __construct(
        private readonly Attempts $attempts,
    ) {
    }

    public function answer(Transaction $transaction): ResponseInterface
    {
        $transaction = $this->attempts->cancel($transaction);
        $stillWaiting = PayState::of($transaction) === PayState::Waiting;

        return Answer::seeOther(PayUrls::page($transaction, $stillWaiting ? Notice::CancelFailed : null));
    }
}
