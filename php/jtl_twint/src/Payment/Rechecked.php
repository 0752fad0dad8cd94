<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\Resumption;

/** What became of an attempt that was laid beside TWINT's order again. */
final class Rechecked
{
    /** @param Resumption|null $resumption what was decided for an attempt that was over here; null: it was not, or TWINT did not answer */
    public function __construct(
        public readonly Transaction $transaction,
        public readonly ?Resumption $resumption = null,
    ) {
    }
}
