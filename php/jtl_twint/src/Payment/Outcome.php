<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** What became of a wish. */
final class Outcome
{
    /**
     * @param string|null $word of the sentence to the merchant: 'twint.refusal.<word>'
     * @param string $message for the developer; never a secret
     * @param bool $mayNotBeDenied whether nobody may enter that it was not carried out
     */
    public function __construct(
        public readonly OutcomeKind $kind,
        public readonly Transaction $transaction,
        public readonly ?Operation $operation = null,
        public readonly ?string $word = null,
        public readonly string $message = '',
        public readonly bool $mayNotBeDenied = false,
    ) {
    }
}
