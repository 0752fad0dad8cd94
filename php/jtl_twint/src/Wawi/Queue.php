<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\LiveShop;

/**
 * Keeps the news that Wawi told until they are worked off, in the order in which they came for each order. Whoever takes an entry moves
 * the moment at which it is due. If that process dies, the entry is due again then.
 */
final class Queue
{
    public const TABLE = 'xplugin_jtl_twint_wawi';

    /** Longer than any work on one entry. */
    private const TAKEN_SECONDS = 120;

    /** Longer than a sweep lasts, so that none looks at them twice. */
    private const RESTING_SECONDS = 60;

    private const SELECT = 'SELECT q.*, TIMESTAMPDIFF(SECOND, q.created_at, UTC_TIMESTAMP(3)) AS age FROM xplugin_jtl_twint_wawi q ';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly LiveShop $liveShop,
    ) {
    }

    /** Writes the news down if the order is one of ours. The same news are not written twice in a row while nobody has taken them up. */
    public function note(int $orderId, News $news): void
    {
        // Most orders of a shop are not ours and cost this one question.
        $payment = $this->transactions->shownOfOrder($orderId);
        if ($payment === null) {
            return;
        }
        $this->database->transaction(function () use ($orderId, $news, $payment): void {
            $written = $this->database->execute(
                'INSERT INTO xplugin_jtl_twint_wawi (order_id, news, state, wish_key, due_at, created_at)
                    SELECT :order_id, :news, :waiting, :wish_key, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM DUAL
                    WHERE NOT EXISTS (SELECT 1 FROM (
                        SELECT news, state, taken FROM xplugin_jtl_twint_wawi WHERE order_id = :same_order_id ORDER BY id DESC LIMIT 1
                    ) AS last WHERE last.news = :same_news AND last.state = :same_waiting AND last.taken = 0)',
                [
                    'order_id' => $orderId,
                    'news' => $news->value,
                    'waiting' => EntryState::Waiting->value,
                    'wish_key' => RequestKey::random(),
                    'same_order_id' => $orderId,
                    'same_news' => $news->value,
                    'same_waiting' => EntryState::Waiting->value,
                ],
            );
            if ($written === 1) {
                $this->events->note($payment, Initiator::wawi(), 'wawi_' . $news->value);
            }
        });
    }

    /**
     * The entries that can be worked on: of each order only the oldest. In a copy of the live shop, news of live payments wait until an
     * admin says that it is the live shop.
     *
     * @return list<Entry>
     */
    public function due(int $limit): array
    {
        return $this->many(
            'WHERE q.state = :waiting AND q.due_at <= UTC_TIMESTAMP(3) AND NOT EXISTS (
                SELECT 1 FROM xplugin_jtl_twint_wawi older
                WHERE older.order_id = q.order_id AND older.state = :also_waiting AND older.id < q.id
            ) AND NOT EXISTS (
                SELECT 1 FROM xplugin_jtl_twint_transaction payment WHERE payment.order_id = q.order_id AND NOT '
            . LiveShop::MAY_TOUCH
            . '
            ) ORDER BY q.due_at, q.id LIMIT '
            . $limit,
            [
                'waiting' => EntryState::Waiting->value,
                'also_waiting' => EntryState::Waiting->value,
                ...$this->liveShop->parameters(),
            ],
        );
    }

    /** Takes the entry for this process. Returns false if another process has it. */
    public function take(Entry $entry): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_wawi SET taken = 1, due_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND
                WHERE id = :id AND state = :waiting AND due_at = :seen', [
            'seconds' => self::TAKEN_SECONDS,
            'id' => $entry->id,
            'waiting' => EntryState::Waiting->value,
            'seen' => $entry->dueAt,
        ]) === 1;
    }

    public function finish(Entry $entry, EntryState $state, string $finding, string $message = ''): void
    {
        $this->database->execute(
            'UPDATE xplugin_jtl_twint_wawi
                SET state = :state, finding = :finding, message = :message, finished_at = UTC_TIMESTAMP(3) WHERE id = :id',
            [
                'state' => $state->value,
                'finding' => $finding,
                'message' => mb_substr($message, 0, 500),
                'id' => $entry->id,
            ],
        );
    }

    /** @param bool $failed whether this was an attempt */
    public function postpone(Entry $entry, int $seconds, string $finding, string $message, bool $failed): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_wawi
                SET due_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND, finding = :finding, message = :message,
                    attempts = attempts + :failed WHERE id = :id', [
            'seconds' => $seconds,
            'finding' => $finding,
            'message' => mb_substr($message, 0, 500),
            'failed' => (int) $failed,
            'id' => $entry->id,
        ]);
    }

    /** Gives the entry back untried. It is due again soon, however old it is: it may be that nothing keeps it any more. */
    public function rest(Entry $entry): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_wawi SET due_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE id = :id', [
            'seconds' => self::RESTING_SECONDS,
            'id' => $entry->id,
        ]);
    }

    /** Gives the entry another key, since the operation of the old key is known not to have been carried out. */
    public function renewKey(Entry $entry): string
    {
        $key = RequestKey::random();
        $this->database->execute('UPDATE xplugin_jtl_twint_wawi SET wish_key = :wish_key WHERE id = :id', [
            'wish_key' => $key,
            'id' => $entry->id,
        ]);

        return $key;
    }

    /** Whether Wawi told these news of the order after this entry, also where they are worked off: an entry may be tried again late. */
    public function isFollowedBy(Entry $entry, News $news): bool
    {
        return $this->database->row(
            'SELECT id FROM xplugin_jtl_twint_wawi WHERE order_id = :order_id AND id > :id AND news = :news LIMIT 1',
            [
                'order_id' => $entry->orderId,
                'id' => $entry->id,
                'news' => $news->value,
            ],
        ) !== null;
    }

    /** Whether goods of the order had left before this entry. */
    public function isShippedBefore(Entry $entry): bool
    {
        return $this->database->row(
            'SELECT id FROM xplugin_jtl_twint_wawi WHERE order_id = :order_id AND id < :id AND news IN (:shipped, :part_shipped) LIMIT 1',
            [
                'order_id' => $entry->orderId,
                'id' => $entry->id,
                'shipped' => News::Shipped->value,
                'part_shipped' => News::PartShipped->value,
            ],
        ) !== null;
    }

    /** How order and payment agreed when they were last compared for other news of the order. */
    public function lastComparison(Entry $entry): ?Comparison
    {
        $others = $this->many('WHERE q.order_id = :order_id AND q.id <> :id AND q.state <> :waiting ORDER BY q.finished_at DESC, q.id DESC', [
            'order_id' => $entry->orderId,
            'id' => $entry->id,
            'waiting' => EntryState::Waiting->value,
        ]);
        foreach ($others as $other) {
            if ($other->compared !== null) {
                return $other->compared;
            }
        }

        return null;
    }

    /** @param Comparison|null $compared null: nothing was, or the merchant was not told what came of it */
    public function noteComparison(Entry $entry, ?Comparison $compared): void
    {
        try {
            $columns = 'compared_finding = :finding, compared_total = :total, compared_reach = :reach';
            $this->database->execute("UPDATE xplugin_jtl_twint_wawi SET $columns WHERE id = :id", [
                'finding' => $compared?->finding,
                'total' => $compared?->total,
                'reach' => $compared?->reach,
                'id' => $entry->id,
            ]);
        } catch (DatabaseException $exception) {
            // Between the plugin's upload and its update the merchant is rather told twice.
            if (!$exception->isUnknownColumn()) {
                throw $exception;
            }
        }
    }

    /** @return list<Entry> those that the merchant has to look at, the newest first */
    public function needingAttention(int $limit): array
    {
        return $this->many('WHERE q.state = :attention ORDER BY q.id DESC LIMIT ' . $limit, [
            'attention' => EntryState::Attention->value,
        ]);
    }

    /** @return list<Entry> the oldest first */
    public function ofOrder(int $orderId): array
    {
        return $this->many('WHERE q.order_id = :order_id ORDER BY q.id', ['order_id' => $orderId]);
    }

    public function get(int $id): ?Entry
    {
        return $this->many('WHERE q.id = :id', ['id' => $id])[0] ?? null;
    }

    public function count(EntryState $state): int
    {
        $row = $this->database->row('SELECT COUNT(*) AS number FROM xplugin_jtl_twint_wawi WHERE state = :state', [
            'state' => $state->value,
        ]);

        return (int) ($row['number'] ?? 0);
    }

    /** Lets the entry be worked on again from the beginning. Returns false if it does not wait for the merchant. */
    public function retry(int $id): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_wawi
                SET state = :waiting, attempts = 0, due_at = UTC_TIMESTAMP(3), finished_at = NULL
                WHERE id = :id AND state = :attention', [
            'id' => $id,
            'waiting' => EntryState::Waiting->value,
            'attention' => EntryState::Attention->value,
        ]) === 1;
    }

    public function markSeen(int $id): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_wawi SET state = :seen WHERE id = :id AND state = :attention', [
            'id' => $id,
            'seen' => EntryState::Seen->value,
            'attention' => EntryState::Attention->value,
        ]) === 1;
    }

    /**
     * @param array<string, scalar|null> $parameters
     * @return list<Entry>
     */
    private function many(string $where, array $parameters = []): array
    {
        return array_map(Entry::fromRow(...), $this->database->rows(self::SELECT . $where, $parameters));
    }
}
