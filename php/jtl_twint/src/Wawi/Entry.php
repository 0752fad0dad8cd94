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
        /** What the order came to when the merchant was told that the payment differs from it. */
        public readonly ?string $toldTotal,
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
            // Missing until "Update" is clicked.
            $row['told_total'] ?? null,
        );
    }
}
