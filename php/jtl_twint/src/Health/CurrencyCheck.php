<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The shop sells in Swiss francs: TWINT takes nothing else. */
final class CurrencyCheck implements Check
{
    public function __construct(
        private readonly bool $hasFrancs,
        private readonly string $default,
    ) {
    }

    public function name(): string
    {
        return 'currency';
    }

    public function finding(): Finding
    {
        if (!$this->hasFrancs) {
            return Finding::todo(
                new Sentence('twint.check.currency.missing'),
                new Sentence('twint.check.currency.step'),
            );
        }

        return Finding::ok(
            $this->default === 'CHF'
                ? new Sentence('twint.check.currency.default')
                : new Sentence('twint.check.currency.other', $this->default),
        );
    }
}
