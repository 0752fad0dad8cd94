<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** Live, or a test that somebody must not forget to end. */
final class EnvironmentCheck implements Check
{
    public function __construct(
        private readonly bool $test,
        private readonly string $link,
    ) {
    }

    public function name(): string
    {
        return 'environment';
    }

    public function finding(): Finding
    {
        return $this->test
            ? Finding::warning(
                new Sentence('twint.check.environment.test'),
                new Sentence('twint.check.environment.step'),
                $this->link,
            )
            : Finding::ok(new Sentence('twint.check.environment.live'));
    }
}
