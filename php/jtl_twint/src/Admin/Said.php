<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Health\Sentence;

/** A sentence on the screen. */
final class Said
{
    private function __construct(
        public readonly string $text,
        /** What of it the manual explains. */
        public readonly string $message,
    ) {
    }

    public static function of(string|Sentence $says): self
    {
        return is_string($says) ? new self($says, $says) : new self($says->text(), $says->message());
    }
}
