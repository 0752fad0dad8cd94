<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The payment method is linked to ways of shipping; without a link no buyer ever sees it. */
final class ShippingCheck implements Check
{
    public function __construct(
        private readonly int $linked,
        private readonly int $all,
    ) {
    }

    public function name(): string
    {
        return 'shipping';
    }

    public function finding(): Finding
    {
        if ($this->linked === 0) {
            return Finding::todo(
                new Sentence('twint.check.shipping.none'),
                new Sentence('twint.check.shipping.step'),
                'shippingmethods',
            );
        }

        return Finding::ok(new Sentence('twint.check.shipping.ok', $this->linked, $this->all));
    }
}
