<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/** The queue as the backend shows it, and what an admin does about it. */
final class QueueView
{
    public function __construct(
        private readonly Queue $queue,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
    ) {
    }

    public function waiting(): int
    {
        return $this->queue->count(EntryState::Waiting);
    }

    public function needingAttention(): int
    {
        return $this->queue->count(EntryState::Attention);
    }

    /** @return list<Entry> the newest first */
    public function entriesNeedingAttention(int $limit = 100): array
    {
        return $this->queue->needingAttention($limit);
    }

    /** @return list<Entry> the oldest first */
    public function ofOrder(int $orderId): array
    {
        return $this->queue->ofOrder($orderId);
    }

    /** Has the next sweep work on the entry once more. A second click changes nothing. */
    public function retry(int $id, string $adminName): bool
    {
        return $this->queue->retry($id) && $this->say($id, 'retried', $adminName);
    }

    /** Notes that the merchant has dealt with the entry. */
    public function markSeen(int $id, string $adminName): bool
    {
        return $this->queue->markSeen($id) && $this->say($id, 'seen', $adminName);
    }

    private function say(int $id, string $event, string $adminName): bool
    {
        $entry = $this->queue->get($id);
        $payment = $entry === null ? null : $this->transactions->shownOfOrder($entry->orderId);
        if ($entry !== null && $payment !== null) {
            $this->events->note($payment, Initiator::admin($adminName), 'wawi_' . $event, $entry->news->value);
        }

        return true;
    }
}
