<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Access\AccessKey;

/** A check-in whose buyer approved what the order costs: the payment starts with its pairing, so with its access data. */
final class ApprovedCheckIn
{
    public function __construct(
        public readonly string $pairingUuid,
        public readonly AccessKey $access,
    ) {
    }
}
