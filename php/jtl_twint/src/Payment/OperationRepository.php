<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Twint\CancelIntent;
use Twint\Exchange;
use Twint\TwintException;

/** One row per call that moves money, written before the call leaves: after a crash it says what to look up. */
final class OperationRepository
{
    public const TABLE = 'xplugin_jtl_twint_operation';

    /** No call takes that long. Until then TWINT may still be carrying it out. */
    private const OLD_SECONDS = 60;
    /** For so long the sweep asks TWINT what became of a call, before the merchant may say it. */
    private const LONG_SECONDS = 3600;
    /** How often TWINT is asked about a refund that the merchant entered as not carried out. */
    private const HOURS_BETWEEN_QUESTIONS = 6;
    private const SELECT =
        'SELECT *, created_at <= UTC_TIMESTAMP(3) - INTERVAL '
            . self::OLD_SECONDS
            . ' SECOND AS old, created_at <= UTC_TIMESTAMP(3) - INTERVAL '
            . self::LONG_SECONDS
            . ' SECOND AS long_ago FROM xplugin_jtl_twint_operation ';
    private const WITHOUT_OUTCOME = "state IN ('" . Operation::SENT . "', '" . Operation::UNKNOWN . "')";
    private const OPEN = 'form_key IS NOT NULL AND (' . self::WITHOUT_OUTCOME . ' OR booked = 0)';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** Writes a call down before it leaves. */
    public function sent(
        Transaction $transaction,
        string $kind,
        Initiator $by,
        ?string $reference = null,
        ?string $amount = null,
        bool $final = false,
        ?CancelIntent $intent = null,
        ?string $twintUuid = null,
    ): int {
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, reference, amount, final, state, intent, actor, actor_name, twint_uuid, created_at)
                VALUES (:transaction_id, :kind, :reference, :amount, :final, :state, :intent, :actor, :actor_name, :twint_uuid, UTC_TIMESTAMP(3))',
            [
                'transaction_id' => $transaction->id,
                'kind' => $kind,
                'reference' => $reference,
                'amount' => $amount,
                'final' => (int) $final,
                'state' => Operation::SENT,
                'intent' => $intent?->value,
                'actor' => $by->word,
                'actor_name' => mb_substr($by->name, 0, 64),
                'twint_uuid' => $twintUuid ?? $transaction->twintUuid,
            ],
        );

        return $this->database->lastId();
    }

    /**
     * Another process may have been quicker: a call that is known to be done stays done, and "unknown" replaces no known outcome. A
     * refund that was found not to be carried out and is done after all has to be booked; of other calls the order itself shows it.
     */
    public function finished(
        int $id,
        string $state,
        ?string $twintUuid = null,
        ?string $messageId = null,
        ?string $fault = null,
        string $message = '',
    ): void {
        $this->database->execute(
            'UPDATE xplugin_jtl_twint_operation
                SET booked = IF(state = :was_refused AND kind = :refund AND form_key IS NOT NULL, 0, booked),
                    state = :state, twint_uuid = COALESCE(:twint_uuid, twint_uuid), message_id = :message_id, fault = :fault,
                    message = :message, finished_at = UTC_TIMESTAMP(3)
                WHERE id = :id AND (state IN (:sent, :unknown) OR state = :refused AND :same_state = :done)',
            [
                'state' => $state,
                'same_state' => $state,
                'was_refused' => Operation::REFUSED,
                'refund' => Operation::REFUND,
                'sent' => Operation::SENT,
                'unknown' => Operation::UNKNOWN,
                'refused' => Operation::REFUSED,
                'done' => Operation::DONE,
                'twint_uuid' => $twintUuid,
                'message_id' => $messageId,
                'fault' => $fault === null ? null : mb_substr($fault, 0, 64),
                'message' => mb_substr($message, 0, 500),
                'id' => $id,
            ],
        );
    }

    /** Notes by the exception that the call did not succeed. */
    public function broke(int $id, string $state, TwintException $exception): void
    {
        $this->finished($id, $state, null, $exception->messageId, $exception->fault, $exception->getMessage());
    }

    public function latest(int $transactionId, string $kind): ?Operation
    {
        return $this->one('WHERE transaction_id = :id AND kind = :kind ORDER BY id DESC LIMIT 1' . $this->asWritten(), [
            'id' => $transactionId,
            'kind' => $kind,
        ]);
    }

    /**
     * Writes down what somebody asked for, before it is sent.
     *
     * @throws \Plugin\jtl_twint\src\Persistence\DatabaseException a duplicate key where the wish was written down before
     */
    public function begin(Transaction $transaction, NewOperation $new): Operation
    {
        $this->database->execute('INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, reference, amount, final, state, intent, actor, actor_name,
                twint_uuid, form_key, booked, fee, note, created_at)
            VALUES (:transaction_id, :kind, :reference, :amount, :final, :state, :intent, :actor, :actor_name,
                :twint_uuid, :form_key, 0, :fee, :note, UTC_TIMESTAMP(3))', [
            'transaction_id' => $transaction->id,
            'kind' => $new->kind,
            'reference' => $new->reference,
            'amount' => $new->amount,
            'final' => (int) $new->final,
            'state' => Operation::SENT,
            'intent' => $new->kind === Operation::CANCEL ? CancelIntent::Merchant->value : null,
            'actor' => $new->by->word,
            'actor_name' => mb_substr($new->by->name, 0, 64),
            'twint_uuid' => $new->kind === Operation::REFUND ? null : $transaction->twintUuid,
            'form_key' => $new->key,
            'fee' => $new->fee,
            'note' => mb_substr($new->note, 0, 500),
        ]);

        return $this->get($this->database->lastId());
    }

    public function get(int $id): Operation
    {
        return (
            $this->one('WHERE id = :id' . $this->asWritten(), [
                'id' => $id,
            ]) ?? throw new \OutOfBoundsException('There is no operation ' . $id)
        );
    }

    /** Reads the same and keeps others from changing it until the end of the database transaction. */
    public function getLocked(int $id): Operation
    {
        return (
            $this->one('WHERE id = :id FOR UPDATE', [
                'id' => $id,
            ]) ?? throw new \OutOfBoundsException('There is no operation ' . $id)
        );
    }

    public function byKey(string $key): ?Operation
    {
        return $this->one('WHERE form_key = :key' . $this->asWritten(), ['key' => $key]);
    }

    /** The operation whose outcome is not known or not booked. A payment has one such operation at most. */
    public function open(int $transactionId): ?Operation
    {
        return $this->one('WHERE transaction_id = :id AND ' . self::OPEN . ' ORDER BY id LIMIT 1' . $this->asWritten(), [
            'id' => $transactionId,
        ]);
    }

    /** @return list<Operation> the oldest first */
    public function ofTransaction(int $transactionId): array
    {
        return array_map(Operation::fromRow(...), $this->database->rows(self::SELECT
        . 'WHERE transaction_id = :id ORDER BY id'
        . $this->asWritten(), ['id' => $transactionId]));
    }

    /**
     * Each part of the query reads a few rows of an index, because hardly any call is without an outcome.
     *
     * @param list<int> $except transactions
     * @return array<int, int> transactions with a wish whose end may be found out by asking TWINT, as transactionsOf()
     */
    public function toFindOut(int $limit, array $except = []): array
    {
        $old =
            ' AND form_key IS NOT NULL AND created_at <= UTC_TIMESTAMP(3) - INTERVAL ' . self::OLD_SECONDS . ' SECOND';

        return $this->transactionsOf(
            'SELECT transaction_id, created_at FROM xplugin_jtl_twint_operation FORCE INDEX (state_created) WHERE '
            . self::WITHOUT_OUTCOME
            . "$old
                UNION SELECT transaction_id, created_at FROM xplugin_jtl_twint_operation FORCE INDEX (booked) WHERE booked = 0$old",
            $limit,
            $except,
        );
    }

    /**
     * @param list<int> $except transactions
     * @return array<int, int> transactions that are over here and had to be released at TWINT, in the last day, with an end that is not
     *     known, as transactionsOf()
     */
    public function releasesToFindOut(int $limit, array $except = []): array
    {
        return $this->transactionsOf(
            "SELECT operation.transaction_id, operation.created_at FROM xplugin_jtl_twint_operation AS operation FORCE INDEX (state_created)
                JOIN xplugin_jtl_twint_transaction AS transaction ON transaction.id = operation.transaction_id
                WHERE operation.kind = '"
                . Operation::CANCEL
                . "' AND operation.form_key IS NULL AND operation."
                . self::WITHOUT_OUTCOME
                . ' AND operation.created_at <= UTC_TIMESTAMP(3) - INTERVAL '
                . self::OLD_SECONDS
                . ' SECOND
                    AND operation.created_at > UTC_TIMESTAMP(3) - INTERVAL 1 DAY
                    AND transaction.phase IN '
                . Phases::sql(Phases::OVER),
            $limit,
            $except,
        );
    }

    /**
     * They come in any order, so that what cannot be found out keeps nobody waiting.
     *
     * @param string $select transaction_id and created_at of operations
     * @param list<int> $except
     * @return array<int, int> how old the oldest of the operations is, in seconds, by the transaction
     */
    private function transactionsOf(string $select, int $limit, array $except): array
    {
        $rows = $this->database->rows(
            'SELECT transaction_id, TIMESTAMPDIFF(SECOND, MIN(created_at), UTC_TIMESTAMP(3)) AS age FROM ('
            . $select
            . ') found'
            . ($except === [] ? '' : ' WHERE transaction_id NOT IN (' . implode(',', $except) . ')')
            . ' GROUP BY transaction_id ORDER BY RAND() LIMIT '
            . $limit,
        );

        return array_combine(
            array_map(intval(...), array_column($rows, 'transaction_id')),
            array_map(intval(...), array_column($rows, 'age')),
        );
    }

    /**
     * @param list<int> $except transactions
     * @return array<int, int> transactions with a refund that the merchant entered as not carried out in the last year, as
     *     transactionsOf()
     */
    public function deniedToAsk(int $limit, array $except = []): array
    {
        return $this->transactionsOf(
            'SELECT transaction_id, created_at FROM xplugin_jtl_twint_operation FORCE INDEX (denied_at)
                WHERE denied_at <= UTC_TIMESTAMP(3) - INTERVAL '
            . self::HOURS_BETWEEN_QUESTIONS
            . " HOUR AND state = '"
            . Operation::REFUSED
            . "' AND created_at > UTC_TIMESTAMP(3) - INTERVAL 1 YEAR",
            $limit,
            $except,
        );
    }

    /** @return list<Operation> refunds of the payment that the merchant entered as not carried out */
    public function denied(int $transactionId): array
    {
        return array_map(Operation::fromRow(...), $this->database->rows(self::SELECT
        . 'WHERE transaction_id = :id AND denied_at IS NOT NULL AND state = :refused ORDER BY id', [
            'id' => $transactionId,
            'refused' => Operation::REFUSED,
        ]));
    }

    /** Notes that the merchant entered the call as not carried out, or that TWINT was asked about that just now. */
    public function noteDenied(int $id): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_operation SET denied_at = UTC_TIMESTAMP(3) WHERE id = :id', [
            'id' => $id,
        ]);
    }

    /** Opens the call again, because TWINT contradicts the merchant, who entered it as not carried out. */
    public function reopen(int $id): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_operation SET state = :unknown, booked = 0, denied_at = UTC_TIMESTAMP(3)
                WHERE id = :id AND state = :refused AND denied_at IS NOT NULL', [
            'id' => $id,
            'unknown' => Operation::UNKNOWN,
            'refused' => Operation::REFUSED,
        ]);
    }

    /** Refunds that the merchant had entered as not carried out, and TWINT contradicted that, in the last week or without a known end. */
    public function contradictedDenials(): int
    {
        $row = $this->database->row(
            'SELECT COUNT(*) AS number FROM xplugin_jtl_twint_operation FORCE INDEX (denied_at)
                WHERE denied_at IS NOT NULL AND state <> :refused
                    AND (state <> :done OR denied_at > UTC_TIMESTAMP(3) - INTERVAL 7 DAY)',
            ['refused' => Operation::REFUSED, 'done' => Operation::DONE],
        );

        return (int) ($row['number'] ?? 0);
    }

    /** Notes that phase and sums of the payment show the call, or that nothing of it is to be shown. */
    public function noteBooked(int $id): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_operation SET booked = 1 WHERE id = :id', ['id' => $id]);
    }

    /** Notes that TWINT's answer closes the order, whatever was asked for. */
    public function noteFinal(int $id): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_operation SET final = 1 WHERE id = :id', ['id' => $id]);
    }

    public function noteExchange(int $id, ?Exchange $exchange): void
    {
        if ($exchange === null) {
            return;
        }
        $this->database->execute(
            'UPDATE xplugin_jtl_twint_operation
                SET request = :request, answer = :answer, milliseconds = :milliseconds WHERE id = :id',
            [
                'request' => $exchange->request,
                'answer' => $exchange->answer,
                'milliseconds' => $exchange->milliseconds,
                'id' => $id,
            ],
        );
    }

    public function count(int $transactionId, string $kind): int
    {
        $row = $this->database->row('SELECT COUNT(*) AS number FROM xplugin_jtl_twint_operation WHERE transaction_id = :id AND kind = :kind', [
            'id' => $transactionId,
            'kind' => $kind,
        ]);

        return (int) ($row['number'] ?? 0);
    }

    /**
     * Writes down what is known by now of the calls whose outcome nobody wrote down. Of several calls of a kind at most one was carried out:
     * the last one that may have been.
     */
    public function resolve(int $transactionId, string $kind, bool $carriedOut, ?string $twintUuid = null): void
    {
        $open = $this->database->rows(
            'SELECT id, state FROM xplugin_jtl_twint_operation
                WHERE transaction_id = :id AND kind = :kind AND state <> :refused ORDER BY id DESC'
            . $this->asWritten(),
            ['id' => $transactionId, 'kind' => $kind, 'refused' => Operation::REFUSED],
        );
        $found = !$carriedOut || in_array(Operation::DONE, array_column($open, 'state'), true);
        foreach ($open as $operation) {
            if ($operation['state'] === Operation::DONE) {
                continue;
            }
            $this->database->execute('UPDATE xplugin_jtl_twint_operation
                    SET state = :state, twint_uuid = COALESCE(:twint_uuid, twint_uuid), finished_at = UTC_TIMESTAMP(3)
                    WHERE id = :id AND state = :seen', [
                'state' => $found ? Operation::REFUSED : Operation::DONE,
                'twint_uuid' => $found ? null : $twintUuid,
                'id' => (int) $operation['id'],
                'seen' => $operation['state'],
            ]);
            $found = true;
        }
    }

    /**
     * For the end of a query whose answer decides: it is read where the rows were written, also where a proxy sends mere reads to
     * replicas. Within a database transaction all is, and nobody need wait for the rows.
     */
    private function asWritten(): string
    {
        return $this->database->isInTransaction() ? '' : ' FOR UPDATE';
    }

    /** @param array<string, scalar|null> $parameters */
    private function one(string $where, array $parameters): ?Operation
    {
        $row = $this->database->row(self::SELECT . $where, $parameters);

        return $row === null ? null : Operation::fromRow($row);
    }
}
