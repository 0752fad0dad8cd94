<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\Order;
use Twint\TwintException;

/** A cancellation that was noted and sent together with others, and its answer. */
final class SentCancel
{
    public function __construct(
        public readonly int $operation,
        private readonly Order|TwintException $answer,
    ) {
    }

    /** @throws TwintException */
    public function order(): Order
    {
        return $this->answer instanceof TwintException ? throw $this->answer : $this->answer;
    }
}
