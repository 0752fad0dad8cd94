<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Information;

/** A step of the self-test, named in the catalogues ("twint.selfTest.<name>"). */
final class SelfTestStep
{
    /**
     * @param string|null $problem why it failed; null: it did not
     * @param string $detail what TWINT or the extension said, for the support
     */
    public function __construct(
        public readonly string $name,
        public readonly int $milliseconds,
        public readonly ?string $problem,
        public readonly string $detail = '',
        /** The label of the set of access data; empty: there is only one. */
        public readonly string $set = '',
    ) {
    }
}
