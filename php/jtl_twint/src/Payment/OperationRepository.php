<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;

/** One row per call that moves money, written before the call leaves: after a crash it says what to look up. */
final class OperationRepository
{
    public const TABLE = 'xplugin_jtl_twint_operation';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function sent(
        int $transactionId,
        string $kind,
        string $actor,
        string $actorName,
        ?string $reference = null,
        ?string $amount = null,
        bool $final = false,
        ?string $twintUuid = null,
        ?CancelIntent $intent = null,
    ): int {
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, reference, amount, final, state, intent, actor, actor_name, twint_uuid, created_at)
                VALUES (:transaction_id, :kind, :reference, :amount, :final, :state, :intent, :actor, :actor_name, :twint_uuid, UTC_TIMESTAMP(3))',
            [
                'transaction_id' => $transactionId,
                'kind' => $kind,
                'reference' => $reference,
                'amount' => $amount,
                'final' => (int) $final,
                'state' => Operation::SENT,
                'intent' => $intent?->value,
                'actor' => $actor,
                'actor_name' => mb_substr($actorName, 0, 64),
                'twint_uuid' => $twintUuid,
            ],
        );

        return (int) $this->database->shop()->getPDO()->lastInsertId();
    }

    public function finished(
        int $id,
        string $state,
        ?string $twintUuid = null,
        ?string $messageId = null,
        ?string $fault = null,
        string $message = '',
    ): void {
        $this->database->execute('UPDATE xplugin_jtl_twint_operation
                SET state = :state, twint_uuid = COALESCE(:twint_uuid, twint_uuid), message_id = :message_id, fault = :fault,
                    message = :message, finished_at = UTC_TIMESTAMP(3)
                WHERE id = :id', [
            'state' => $state,
            'twint_uuid' => $twintUuid,
            'message_id' => $messageId,
            'fault' => $fault === null ? null : mb_substr($fault, 0, 64),
            'message' => mb_substr($message, 0, 500),
            'id' => $id,
        ]);
    }

    public function latest(int $transactionId, string $kind): ?Operation
    {
        $row = $this->database->row('SELECT * FROM xplugin_jtl_twint_operation WHERE transaction_id = :id AND kind = :kind ORDER BY id DESC LIMIT 1', [
            'id' => $transactionId,
            'kind' => $kind,
        ]);

        return $row === null ? null : Operation::fromRow($row);
    }

    public function count(int $transactionId, string $kind): int
    {
        $row = $this->database->row('SELECT COUNT(*) AS number FROM xplugin_jtl_twint_operation WHERE transaction_id = :id AND kind = :kind', [
            'id' => $transactionId,
            'kind' => $kind,
        ]);

        return (int) ($row['number'] ?? 0);
    }

    /** Whether a capture that leaves the order open was sent without a known outcome. */
    public function hasLostPart(int $transactionId): bool
    {
        return $this->database->row(
            'SELECT id FROM xplugin_jtl_twint_operation
                WHERE transaction_id = :id AND kind = \''
            . Operation::CAPTURE
            . '\' AND final = 0
                    AND state IN (\''
            . Operation::SENT
            . "', '"
            . Operation::UNKNOWN
            . "') LIMIT 1",
            ['id' => $transactionId],
        ) !== null;
    }

    /**
     * Settles what is known by now of the calls whose end nobody wrote down. Of several of a kind, one at most was carried
     * out: the last that may have been.
     */
    public function resolve(int $transactionId, string $kind, bool $carriedOut, ?string $twintUuid = null): void
    {
        $open = $this->database->rows(
            'SELECT id, state FROM xplugin_jtl_twint_operation
                WHERE transaction_id = :id AND kind = :kind AND state <> :refused ORDER BY id DESC',
            ['id' => $transactionId, 'kind' => $kind, 'refused' => Operation::REFUSED],
        );
        $found = !$carriedOut || in_array(Operation::DONE, array_column($open, 'state'), true);
        foreach ($open as $operation) {
            if ($operation['state'] === Operation::DONE) {
                continue;
            }
            $this->database->execute('UPDATE xplugin_jtl_twint_operation
                    SET state = :state, twint_uuid = COALESCE(:twint_uuid, twint_uuid), finished_at = UTC_TIMESTAMP(3)
                    WHERE id = :id', [
                'state' => $found ? Operation::REFUSED : Operation::DONE,
                'twint_uuid' => $found ? null : $twintUuid,
                'id' => (int) $operation['id'],
            ]);
            $found = true;
        }
    }
}
