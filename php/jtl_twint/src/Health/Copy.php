<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** A text to hand on or to enter elsewhere exactly, with a button that copies it. */
final class Copy
{
    /** @param Sentence|null $label what it is for, where that is not said above; such a text is folded away behind it */
    public function __construct(
        public readonly Sentence $text,
        public readonly ?Sentence $label = null,
    ) {
    }
}
