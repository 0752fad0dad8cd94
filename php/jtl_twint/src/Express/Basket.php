<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** A buyer's basket as it stands at this moment, with all that an order of it needs but the buyer. */
final class Basket
{
    /**
     * @param string $net what the goods cost without shipping, in francs, with two decimals
     * @param non-empty-list<ShippingOption> $shipping
     * @param string $content as the shop takes it back
     * @param string $mark the same for the same goods at the same prices
     * @param string $language the shop's code of three letters
     */
    public function __construct(
        public readonly string $net,
        public readonly array $shipping,
        #[\SensitiveParameter]
        public readonly string $content,
        public readonly string $mark,
        public readonly string $language,
        public readonly bool $needsPhone,
        public readonly bool $needsBirthday,
    ) {
    }
}
