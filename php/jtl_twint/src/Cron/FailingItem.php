<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/** One payment or order over which a task of the sweep broke off again and again. */
final class FailingItem
{
    private function __construct(
        public readonly string $task,
        public readonly int $item,
        public readonly int $times,
        public readonly string $error,
        /** Until a sweep tries it again. */
        public readonly int $secondsLeft,
    ) {
    }

    /** @param array<string, string|null> $row */
    public static function fromRow(array $row): self
    {
        return new self(
            (string) $row['task'],
            (int) $row['item'],
            (int) $row['times'],
            (string) $row['error'],
            (int) $row['seconds_left'],
        );
    }
}
