<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;

/** What happened to an attempt, when and by whom; only ever added to. */
final class EventRepository
{
    public const TABLE = 'xplugin_jtl_twint_event';
    /** The order was held again from Wawi after it had been released. */
    public const HELD_AGAIN = 'held_again';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function add(
        int $transactionId,
        Initiator $by,
        string $event,
        string $from,
        string $to,
        string $message = '',
    ): void {
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_event (transaction_id, at, actor, actor_name, event, from_phase, to_phase, message)
                VALUES (:transaction_id, UTC_TIMESTAMP(3), :actor, :actor_name, :event, :from_phase, :to_phase, :message)',
            [
                'transaction_id' => $transactionId,
                'actor' => $by->word,
                'actor_name' => mb_substr($by->name, 0, 64),
                'event' => $event,
                'from_phase' => $from,
                'to_phase' => $to,
                'message' => mb_substr($message, 0, 500),
            ],
        );
    }

    /** Something worth knowing that did not change the phase. */
    public function note(Transaction $transaction, Initiator $by, string $event, string $message = ''): void
    {
        $this->add($transaction->id, $by, $event, $transaction->phase, $transaction->phase, $message);
    }

    /** Whether something was ever noted. */
    public function has(int $transactionId, string $event): bool
    {
        return $this->database->row('SELECT id FROM xplugin_jtl_twint_event WHERE transaction_id = :id AND event = :event LIMIT 1', [
            'id' => $transactionId,
            'event' => $event,
        ]) !== null;
    }

    /** Whether the buyer ended the order of this attempt, and nobody else. */
    public function buyerGaveUp(int $transactionId): bool
    {
        $row = $this->database->row(
            "SELECT actor FROM xplugin_jtl_twint_event
                WHERE transaction_id = :id AND event = 'given_up' ORDER BY id DESC LIMIT 1",
            ['id' => $transactionId],
        );

        return ($row['actor'] ?? null) === Initiator::buyer()->word;
    }

    /** For how many seconds something has been noted in the present phase, a day at most; null: it has not. */
    public function secondsSince(int $transactionId, string $event): ?int
    {
        $row = $this->database->row('SELECT TIMESTAMPDIFF(SECOND, MIN(at), UTC_TIMESTAMP(3)) AS seconds FROM xplugin_jtl_twint_event
                WHERE transaction_id = :id AND event = :event AND at > UTC_TIMESTAMP(3) - INTERVAL 1 DAY AND id > (SELECT COALESCE(MAX(id), 0) FROM xplugin_jtl_twint_event
                    WHERE transaction_id = :again AND from_phase <> to_phase)', [
            'id' => $transactionId,
            'again' => $transactionId,
            'event' => $event,
        ]);

        return ($row['seconds'] ?? null) === null ? null : max(0, (int) $row['seconds']);
    }

    /** For how many seconds the attempt has been in its present phase. */
    public function secondsInPhase(int $transactionId): int
    {
        $row = $this->database->row('SELECT TIMESTAMPDIFF(SECOND, MAX(at), UTC_TIMESTAMP(3)) AS seconds FROM xplugin_jtl_twint_event
                WHERE transaction_id = :id AND from_phase <> to_phase', [
            'id' => $transactionId,
        ]);

        return max(0, (int) ($row['seconds'] ?? 0));
    }

    /** Which of an order's attempts came last to another phase; null: none did yet. Asked by order of writing, whatever the clocks said. */
    public function lastMovedOfOrder(int $orderId): ?int
    {
        $row = $this->database->row(
            'SELECT e.transaction_id AS id
                FROM xplugin_jtl_twint_event e JOIN xplugin_jtl_twint_transaction t ON t.id = e.transaction_id
                WHERE t.order_id = :id AND e.from_phase <> e.to_phase ORDER BY e.id DESC LIMIT 1',
            ['id' => $orderId],
        );

        return $row === null ? null : (int) $row['id'];
    }

    /** Whether it was noted since the attempt moved from one phase to another last. */
    public function hasSinceMoved(int $transactionId, string $event): bool
    {
        return $this->database->row('SELECT id FROM xplugin_jtl_twint_event WHERE transaction_id = :id AND event = :event AND id > COALESCE((
                SELECT MAX(m.id) FROM xplugin_jtl_twint_event m WHERE m.transaction_id = :moved AND m.from_phase <> m.to_phase
            ), 0) LIMIT 1', [
            'id' => $transactionId,
            'event' => $event,
            'moved' => $transactionId,
        ]) !== null;
    }

    /** For how many seconds an order has been held again from Wawi, by whichever of its attempts; null: nobody noted it. */
    public function secondsSinceHeldAgain(int $orderId): ?int
    {
        $row = $this->database->row('SELECT TIMESTAMPDIFF(SECOND, MAX(e.at), UTC_TIMESTAMP(3)) AS seconds
                FROM xplugin_jtl_twint_event e JOIN xplugin_jtl_twint_transaction t ON t.id = e.transaction_id
                WHERE t.order_id = :id AND e.event = :event', [
            'id' => $orderId,
            'event' => self::HELD_AGAIN,
        ]);

        return ($row['seconds'] ?? null) === null ? null : max(0, (int) $row['seconds']);
    }

    /** @return list<array<string, string|null>> the oldest first */
    public function ofTransaction(int $transactionId): array
    {
        return $this->database->rows('SELECT * FROM xplugin_jtl_twint_event WHERE transaction_id = :id ORDER BY id', [
            'id' => $transactionId,
        ]);
    }
}
