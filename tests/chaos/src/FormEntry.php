<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What an admin types into a form that moves money; the form sent twice has the same key. */
final class FormEntry
{
    public function __construct(
        public readonly string $key,
        public readonly int $percent,
        public readonly bool $final,
    ) {
    }

    /** @return numeric-string of the order's amount, at least a Rappen */
    public function of(string $amount): string
    {
        $rappen = max(1, intdiv(Books::rappen($amount) * $this->percent, 100));

        return sprintf('%d.%02d', intdiv($rappen, 100), $rappen % 100);
    }

    public function __toString(): string
    {
        return (
            "$this->percent %" . ($this->final ? ', the last part' : '') . ' (form ' . substr($this->key, 0, 4) . ')'
        );
    }
}
