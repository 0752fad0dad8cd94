<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** Buyers who start also finish; where most do not, something stands in their way. */
final class UnfinishedCheck implements Check
{
    /** Fewer say nothing. */
    private const ENOUGH = 10;

    public function __construct(
        private readonly int $started,
        private readonly int $timedOut,
    ) {
    }

    public function name(): string
    {
        return 'unfinished';
    }

    public function finding(): Finding
    {
        if ($this->started < self::ENOUGH) {
            return Finding::ok(new Sentence('twint.check.unfinished.few', $this->started));
        }
        $percent = intdiv($this->timedOut * 100, $this->started);
        if ($percent >= 50) {
            return Finding::warning(
                new Sentence('twint.check.unfinished.many', $this->timedOut, $this->started),
                new Sentence('twint.check.unfinished.step'),
            );
        }

        return Finding::ok(new Sentence('twint.check.unfinished.ok', $this->timedOut, $this->started));
    }
}
