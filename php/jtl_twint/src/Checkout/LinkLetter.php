<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** What the mail with the link would say, and to whom. */
final class LinkLetter
{
    /**
     * @param string $amount as the buyer reads it
     * @param int|null $secondsAgo when one was sent before
     * @param string $by the admin who sent that
     * @param LinkRefusal|null $refusal null: it can be sent
     */
    public function __construct(
        public readonly int $orderId,
        public readonly string $orderNumber,
        public readonly string $name,
        public readonly string $address,
        public readonly string $amount,
        public readonly ?int $secondsAgo,
        public readonly string $by,
        public readonly ?LinkRefusal $refusal,
    ) {
    }
}
