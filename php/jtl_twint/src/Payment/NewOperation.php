<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** A wish that is about to be sent. */
final class NewOperation
{
    /** @param list<array{id: int, quantity: string, amount: string}> $portions */
    public function __construct(
        public readonly string $key,
        public readonly string $kind,
        public readonly Initiator $by,
        public readonly string $note,
        public readonly ?string $amount = null,
        public readonly bool $final = false,
        public readonly ?string $fee = null,
        public readonly ?string $reference = null,
        public readonly array $portions = [],
    ) {
    }
}
