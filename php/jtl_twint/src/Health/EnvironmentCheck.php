<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** Live, or a test that somebody must not forget to end, or a copy of the live shop. */
final class EnvironmentCheck implements Check
{
    public function __construct(
        private readonly bool $test,
        private readonly ?string $liveElsewhere,
        private readonly string $link,
        private readonly string $liveShopLink,
    ) {
    }

    public function name(): string
    {
        return 'environment';
    }

    public function finding(): Finding
    {
        if (!$this->test && $this->liveElsewhere !== null) {
            return Finding::todo(
                new Sentence('twint.check.environment.copy', $this->liveElsewhere),
                new Sentence('twint.check.environment.copyStep'),
                $this->liveShopLink,
            );
        }

        return $this->test
            ? Finding::warning(
                new Sentence('twint.check.environment.test'),
                new Sentence('twint.check.environment.step'),
                $this->link,
            )
            : Finding::ok(new Sentence('twint.check.environment.live'));
    }
}
