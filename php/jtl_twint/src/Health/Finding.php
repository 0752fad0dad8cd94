<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** What a check found: its state, one sentence, and the next step where there is one. */
final class Finding
{
    /**
     * @param string|null $link a page of the backend ("shippingmethods") or a place on this one ("#…")
     * @param list<Copy> $copies
     */
    private function __construct(
        public readonly CheckState $state,
        public readonly Sentence $says,
        public readonly ?Sentence $step = null,
        public readonly ?string $link = null,
        public readonly array $copies = [],
        /** The label of the set of access data that it is about; empty: it is about the shop, or there is only one. */
        public readonly string $set = '',
    ) {
    }

    public function of(string $set): self
    {
        return new self($this->state, $this->says, $this->step, $this->link, $this->copies, $set);
    }

    public static function ok(Sentence $says, Copy ...$copies): self
    {
        return new self(CheckState::Ok, $says, copies: array_values($copies));
    }

    public static function todo(Sentence $says, Sentence $step, ?string $link = null, Copy ...$copies): self
    {
        return new self(CheckState::Todo, $says, $step, $link, array_values($copies));
    }

    public static function warning(Sentence $says, Sentence $step, ?string $link = null, Copy ...$copies): self
    {
        return new self(CheckState::Warning, $says, $step, $link, array_values($copies));
    }

    public static function unknown(Sentence $says, Sentence $step, ?string $link = null): self
    {
        return new self(CheckState::Unknown, $says, $step, $link);
    }
}
