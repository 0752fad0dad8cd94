<?php

declare(strict_types=1);

namespace Twint\Demo;

/** What moved for one order, in francs. */
final readonly class Book
{
    public function __construct(
        public string $captured,
        public string $refunded,
    ) {
    }
}
