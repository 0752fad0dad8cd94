<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** What is bought, as it stands at this moment, with all that an order of it needs but the buyer. */
final class Basket
{
    /**
     * @param string $net what the goods cost without shipping, in francs, with two decimals
     * @param non-empty-list<ShippingOption> $shipping
     * @param string $content as the shop takes it back
     * @param list<Line> $lines what the buyer is shown of it
     * @param string $mark the same for the same goods at the same prices
     * @param string|null $page of the article that is bought from its own page, whatever the visitor's basket holds; null: it is the
     *     visitor's basket
     * @param string $language the shop's code of three letters
     */
    public function __construct(
        public readonly string $net,
        public readonly array $shipping,
        #[\SensitiveParameter]
        public readonly string $content,
        #[\SensitiveParameter]
        public readonly array $lines,
        public readonly string $mark,
        public readonly ?string $page,
        public readonly string $language,
        public readonly bool $needsPhone,
        public readonly bool $needsBirthday,
    ) {
    }
}
