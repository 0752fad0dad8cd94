<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The shop has an imprint: TWINT asks for it before it opens an account, and the law does too. */
final class ImprintCheck implements Check
{
    public function __construct(
        private readonly bool $there,
    ) {
    }

    public function name(): string
    {
        return 'imprint';
    }

    public function finding(): Finding
    {
        return $this->there
            ? Finding::ok(new Sentence('twint.check.imprint.ok'))
            : Finding::warning(
                new Sentence('twint.check.imprint.missing'),
                new Sentence('twint.check.imprint.step'),
                'links',
            );
    }
}
