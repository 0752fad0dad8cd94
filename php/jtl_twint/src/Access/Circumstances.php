<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

/** What decides with which access data a payment begins. */
final class Circumstances
{
    public function __construct(
        /** The shop's code of three letters. */
        public readonly string $language,
        /** The host at which the shop is visited. */
        public readonly string $domain,
        /** kKundengruppe */
        public readonly int $customerGroup,
    ) {
    }
}
