<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** The shop does not take the order. Nothing was sent to TWINT for it. */
final class RefusedException extends \RuntimeException
{
    public function __construct(
        public readonly Refusal $refusal,
        string $details = '',
    ) {
        parent::__construct(
            'The shop does not take the order: ' . $refusal->value . ($details === '' ? '' : ' (' . $details . ')'),
        );
    }
}
