<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The name under which Wawi must know the payment method. The shop cannot see into Wawi, so this says what to compare. */
final class WawiCheck implements Check
{
    /** @param list<string> $names as orders carry them, one for each language */
    public function __construct(
        private readonly array $names,
    ) {
    }

    public function name(): string
    {
        return 'wawi';
    }

    public function finding(): Finding
    {
        $copy = new Copy(new Sentence('%s', implode("\n", $this->names)));
        if (count($this->names) > 1) {
            return Finding::warning(
                new Sentence('twint.check.wawi.several'),
                new Sentence('twint.check.wawi.step'),
                'paymentmethods',
                $copy,
            );
        }

        return Finding::ok(new Sentence('twint.check.wawi.ok'), $copy);
    }
}
