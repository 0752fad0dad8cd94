<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** What somebody wants to pay back. */
final class RefundRequest
{
    /**
     * @param string $key of RequestKey::random(): the same one twice leads to one operation
     * @param list<Portion> $portions
     * @param string|null $amount beside the portions, or without any
     * @param string|null $fee kept back of it
     */
    public function __construct(
        public readonly string $key,
        public readonly array $portions,
        public readonly ?string $amount = null,
        public readonly ?string $fee = null,
        public readonly string $reason = '',
        /** All there is to be paid back, with neither portions nor an amount. */
        public readonly bool $all = false,
        /** From which the amount was reckoned: by others it means something else. Null: it means the same whatever moved. */
        public readonly ?Sums $sums = null,
    ) {
    }
}
