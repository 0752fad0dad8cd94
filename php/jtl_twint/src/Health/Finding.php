<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** What a check found: its state, one sentence, and the next step where there is one. */
final class Finding
{
    /**
     * @param string|null $link a page of the backend ("shippingmethods") or a place on this one ("#…")
     * @param Sentence|null $copy a text to hand on or to enter elsewhere exactly
     */
    private function __construct(
        public readonly CheckState $state,
        public readonly Sentence $says,
        public readonly ?Sentence $step = null,
        public readonly ?string $link = null,
        public readonly ?Sentence $copy = null,
    ) {
    }

    public static function ok(Sentence $says, ?Sentence $copy = null): self
    {
        return new self(CheckState::Ok, $says, copy: $copy);
    }

    public static function todo(Sentence $says, Sentence $step, ?string $link = null, ?Sentence $copy = null): self
    {
        return new self(CheckState::Todo, $says, $step, $link, $copy);
    }

    public static function warning(Sentence $says, Sentence $step, ?string $link = null, ?Sentence $copy = null): self
    {
        return new self(CheckState::Warning, $says, $step, $link, $copy);
    }

    public static function unknown(Sentence $says, Sentence $step, ?string $link = null): self
    {
        return new self(CheckState::Unknown, $says, $step, $link);
    }
}
