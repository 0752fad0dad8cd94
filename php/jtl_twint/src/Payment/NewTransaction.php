<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Access\AccessKey;
use Twint\Duty;

/** What is known of an attempt before TWINT is called. */
final class NewTransaction
{
    /** @param numeric-string $amount */
    public function __construct(
        public readonly int $orderId,
        public readonly string $orderNumber,
        public readonly int $attempt,
        public readonly string $reference,
        public readonly string $captureMode,
        public readonly AccessKey $access,
        public readonly string $storeUuid,
        public readonly string $amount,
        public readonly string $language,
        public readonly int $customerId,
        public readonly int $timeoutSeconds,
        /** The pairing UUID of the check-in whose buyer pays and has approved the amount already; null: the buyer is shown a code. */
        public readonly ?string $checkIn = null,
        /** @var list<Duty> to be done in any case, whoever lives to do it */
        public readonly array $duties = [],
    ) {
    }
}
