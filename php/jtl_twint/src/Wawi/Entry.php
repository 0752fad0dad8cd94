<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

/** One piece of news in the queue, as its row stood when it was read. */
final class Entry
{
    private function __construct(
        public readonly int $id,
        public readonly int $orderId,
        public readonly News $news,
        public readonly EntryState $state,
        /** Whatever it leads to, it leads to once. */
        public readonly string $key,
        /** How often it was tried without success. */
        public readonly int $attempts,
        public readonly string $finding,
        public readonly string $message,
        public readonly string $dueAt,
        public readonly string $createdAt,
        public readonly int $ageSeconds,
        /** How order and payment agreed when they were last compared for these news. */
        public readonly ?Comparison $compared,
    ) {
    }

    /** @param array<string, string|null> $row of Queue::SELECT */
    public static function fromRow(array $row): self
    {
        return new self(
            (int) $row['id'],
            (int) $row['order_id'],
            News::from((string) $row['news']),
            EntryState::from((string) $row['state']),
            (string) $row['wish_key'],
            (int) $row['attempts'],
            (string) $row['finding'],
            (string) $row['message'],
            (string) $row['due_at'],
            (string) $row['created_at'],
            (int) $row['age'],
            self::comparison($row),
        );
    }

    /** @param array<string, string|null> $row its columns are missing until "Update" is clicked */
    private static function comparison(array $row): ?Comparison
    {
        [$finding, $total] = [$row['compared_finding'] ?? null, $row['compared_total'] ?? null];
        $reach = $row['compared_reach'] ?? null;

        return $finding === null || $total === null || $reach === null
            ? null
            : new Comparison($finding, $total, $reach);
    }
}
