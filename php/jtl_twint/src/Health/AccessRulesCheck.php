<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** Each payment has a set of access data that is meant for it, and each set is meant for some. */
final class AccessRulesCheck implements Check
{
    /**
     * @param int $on how many sets begin payments
     * @param bool $forAll one, on or off, is for whatever no other one is meant for
     * @param array<string, string> $covered the label of what always comes first, by the label of what never applies
     */
    public function __construct(
        private readonly int $on,
        private readonly bool $forAll,
        private readonly array $covered,
        private readonly string $link,
    ) {
    }

    public function name(): string
    {
        return 'accessRules';
    }

    public function finding(): Finding
    {
        $step = new Sentence('twint.check.accessRules.step');
        if ($this->on === 0) {
            return Finding::todo(new Sentence('twint.check.accessRules.none'), $step, $this->link);
        }
        $set = array_key_first($this->covered);
        if ($set !== null) {
            return Finding::warning(
                new Sentence('twint.check.accessRules.covered', $set, $this->covered[$set]),
                $step,
                $this->link,
            );
        }

        return $this->forAll
            ? Finding::ok(new Sentence('twint.check.accessRules.ok', $this->on))
            : Finding::warning(new Sentence('twint.check.accessRules.gap'), $step, $this->link);
    }
}
