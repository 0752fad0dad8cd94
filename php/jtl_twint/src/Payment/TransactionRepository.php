<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Twint\Duty;

/**
 * The attempts. All times are the database's, in UTC, so that two web servers never disagree about an expiry. In a cluster they
 * are those of the node that wrote them.
 *
 * Whoever calls TWINT for a row holds its claim: a random word that every later write of that caller names, so that a
 * caller who came back too late changes nothing.
 */
final class TransactionRepository
{
    public const TABLE = 'xplugin_jtl_twint_transaction';

    /** How often a sweep tries to take what is due while others are quicker each time. */
    private const TRIES = 5;

    private const SELECT = 'SELECT *,
            TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), expires_at) AS seconds_left,
            expires_at <= UTC_TIMESTAMP(3) AS expired,
            GREATEST(0, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), next_poll_at) DIV 1000) AS milliseconds_until_due,
            claim IS NOT NULL AND claimed_until > UTC_TIMESTAMP(3) AS claimed
        FROM xplugin_jtl_twint_transaction ';

    private readonly RowClaims $claims;

    public function __construct(
        private readonly Database $database,
        private readonly LiveShop $liveShop,
        private readonly KeyRing $keys,
    ) {
        $this->claims = new RowClaims($database, $liveShop, self::TABLE, ', has_news = 0', ', polls = polls + 1');
    }

    public function get(int $id): Transaction
    {
        return (
            $this->one('WHERE id = :id', [
                'id' => $id,
            ]) ?? throw DatabaseException::unexpected('There is no transaction ' . $id)
        );
    }

    public function find(int $id): ?Transaction
    {
        return $this->one('WHERE id = :id', ['id' => $id]);
    }

    public function byToken(#[\SensitiveParameter] string $token): ?Transaction
    {
        if (!PageToken::isValid($token)) {
            return null;
        }
        // The column compares case-sensitively: its collation is binary.
        $find =
            fn(): ?Transaction => $this->one('WHERE token = :token AND created_at > UTC_TIMESTAMP(3) - INTERVAL :days DAY', [
                'token' => $token,
                'days' => PageToken::LIVES_DAYS,
            ]);

        // It may have been written on another node of a cluster a moment ago.
        return $find() ?? ($this->database->catchUp() ? $find() : null);
    }

    public function byReference(string $reference): ?Transaction
    {
        return $this->one('WHERE reference = :reference', ['reference' => $reference]);
    }

    /** The attempt that the order shows: the one that pays it or may do so; without the extension, or where none does, the newest. */
    public function shownOfOrder(int $orderId): ?Transaction
    {
        $attempts = $this->ofOrder($orderId);
        if (count($attempts) < 2 || !Extension::isUsable()) {
            return $attempts === [] ? null : $attempts[count($attempts) - 1];
        }
        $shown = \Twint\shown_attempt(array_map(
            static fn(Transaction $attempt): \Twint\Phase => $attempt->phase(),
            $attempts,
        ));

        return $shown === null ? null : $attempts[$shown] ?? null;
    }

    /**
     * @param non-empty-list<int> $ids
     * @return list<Transaction> the oldest first
     */
    public function byIds(array $ids): array
    {
        return $this->many('WHERE id IN (' . implode(',', $ids) . ') ORDER BY id', []);
    }

    /** @return list<Transaction> the oldest first */
    public function ofOrder(int $orderId): array
    {
        return $this->many('WHERE order_id = :order ORDER BY attempt', ['order' => $orderId]);
    }

    /**
     * Reads the same and keeps others from changing or adding any until the end of the database transaction.
     *
     * @return list<Transaction>
     */
    public function ofOrderLocked(int $orderId): array
    {
        return $this->many('WHERE order_id = :order ORDER BY attempt FOR UPDATE', ['order' => $orderId]);
    }

    /** Whether another attempt to pay the same order is on its way or has arrived. Keeps the order's attempts as ofOrderLocked() does. */
    public function anotherPays(Transaction $transaction): bool
    {
        return $transaction->isReplacedAmong($this->ofOrderLocked($transaction->orderId));
    }

    /**
     * Reads the row for whoever decides by it. Within a database transaction others cannot change it until the end. Outside of one, it is
     * read from where it was written, even where a proxy sends mere reads to replicas.
     */
    public function getLocked(int $id): Transaction
    {
        return (
            $this->one('WHERE id = :id FOR UPDATE', [
                'id' => $id,
            ]) ?? throw DatabaseException::unexpected('There is no transaction ' . $id)
        );
    }

    /**
     * Writes the attempt down, claimed by its creator.
     *
     * @return array{int, string} id and claim
     * @throws DatabaseException a duplicate key where the order has an open attempt already
     */
    public function create(NewTransaction $new): array
    {
        $claim = PageToken::short();
        $this->database->execute('INSERT INTO xplugin_jtl_twint_transaction (order_id, order_number, attempt, open_order_id, reference, token, phase,
                capture_mode, environment, access_id, store_uuid, amount, language, customer_id, check_in, created_at, updated_at, expires_at,
                next_poll_at, claim, claimed_until, duties)
            VALUES (:order_id, :order_number, :attempt, :open_order_id, :reference, :token, :phase,
                :capture_mode, :environment, :access_id, :store_uuid, :amount, :language, :customer_id, :check_in, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),
                UTC_TIMESTAMP(3) + INTERVAL :timeout SECOND, UTC_TIMESTAMP(3) + INTERVAL :claim_seconds SECOND, :claim,
                UTC_TIMESTAMP(3) + INTERVAL :claim_seconds_again SECOND, :duties)', [
            'order_id' => $new->orderId,
            'order_number' => $new->orderNumber,
            'attempt' => $new->attempt,
            'open_order_id' => $new->orderId,
            'reference' => $new->reference,
            'token' => PageToken::random($this->keys),
            'phase' => Phases::CREATED,
            'capture_mode' => $new->captureMode,
            'environment' => $new->access->environment,
            'access_id' => $new->access->set,
            'store_uuid' => $new->storeUuid,
            'amount' => $new->amount,
            'language' => $new->language,
            'customer_id' => $new->customerId,
            'check_in' => $new->checkIn,
            'timeout' => $new->timeoutSeconds,
            'claim_seconds' => RowClaims::SECONDS,
            'claim_seconds_again' => RowClaims::SECONDS,
            'claim' => $claim,
            'duties' => implode(',', array_map(static fn(Duty $duty): string => $duty->value, $new->duties)),
        ]);

        return [$this->database->lastId(), $claim];
    }

    /**
     * Keeps others from changing the row until the end of the database transaction. The row is changed and not only locked, since a
     * lock holds on one node of a cluster only.
     *
     * @return bool false: the claim is lost
     */
    public function hold(int $id, string $claim): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_transaction SET version = version + 1 WHERE id = :id AND claim = :claim', [
            'id' => $id,
            'claim' => $claim,
        ]) === 1;
    }

    public function countIn(string $phase): int
    {
        $row = $this->database->row('SELECT COUNT(*) AS number FROM xplugin_jtl_twint_transaction WHERE phase = :phase', [
            'phase' => $phase,
        ]);

        return (int) ($row['number'] ?? 0);
    }

    /** How many payments have been uncertain for at least so many minutes. */
    public function countUncertain(int $minutes): int
    {
        $row = $this->database->row(
            'SELECT COUNT(*) AS number FROM xplugin_jtl_twint_transaction
                WHERE phase = :phase AND updated_at < UTC_TIMESTAMP(3) - INTERVAL :minutes MINUTE',
            [
                'phase' => Phases::UNCERTAIN,
                'minutes' => $minutes,
            ],
        );

        return (int) ($row['number'] ?? 0);
    }

    /** How many processes call TWINT at this moment, in all. */
    public function countClaimed(): int
    {
        $row = $this->database->row('SELECT COUNT(DISTINCT claim) AS number FROM xplugin_jtl_twint_transaction
            WHERE claim IS NOT NULL AND claimed_until > UTC_TIMESTAMP(3)');

        return (int) ($row['number'] ?? 0);
    }

    /** Takes the right to call TWINT for this row. Returns null if another holds it. */
    public function claim(int $id, bool $onlyIfDue = false): ?string
    {
        return $this->claims->take($id, $onlyIfDue);
    }

    /** The database's present moment, for $dueBefore. */
    public function now(): string
    {
        return $this->database->row('SELECT UTC_TIMESTAMP(3) AS now')['now'] ?? '';
    }

    /**
     * Claims many rows at once: those that have waited longest. Nobody waits for another, because only free rows are looked up, and a row
     * that another took in between is left to it.
     *
     * @param non-empty-list<string> $phases
     * @param string|null $dueBefore of now(): what one sweep has seen is for the next; null: by now
     * @param list<int> $except
     * @param string $onlyIf a condition of ours without parameters
     * @return array{string, list<Transaction>} the common claim and its rows; none: nothing is due that is free
     */
    public function claimDue(
        array $phases,
        ?string $dueBefore,
        int $limit,
        int $seconds,
        array $except = [],
        string $onlyIf = 'TRUE',
    ): array {
        for ($try = 0; $try < self::TRIES; $try++) {
            $due = [];
            foreach ($phases as $phase) {
                $due += $this->claims->free($phase, $dueBefore, $limit, $except, $onlyIf);
            }
            asort($due);
            $ids = array_slice(array_keys($due), 0, $limit);
            if ($ids === []) {
                break;
            }
            [$claim, $taken] = $this->claims->takeMany($ids, $phases, $dueBefore, $seconds);
            if ($taken > 0) {
                return [$claim, $this->taken($ids, $claim)];
            }
        }

        return ['', []];
    }

    /**
     * @param list<int> $except
     * @return list<int> rows at rest whose duties were left undone
     */
    public function withUndoneDuties(int $limit, array $except = []): array
    {
        $rows = $this->database->rows(
            "SELECT id FROM xplugin_jtl_twint_transaction WHERE duties > '' AND "
            . RowClaims::FREE
            . ' AND '
            . LiveShop::MAY_TOUCH
            . RowClaims::without($except)
            . ' ORDER BY updated_at LIMIT '
            . $limit,
            $this->liveShop->parameters(),
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** Prolongs the claim before the next call. Returns false if another has it by now; then the caller has to stop. */
    public function renew(int $id, string $claim): bool
    {
        return $this->claims->renew($id, $claim);
    }

    /** Notes whether a phone has the payment. Returns false if the claim is another's by now. */
    public function noteOnPhone(int $id, string $claim, bool $onPhone): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_transaction SET on_phone = :on_phone WHERE id = :id AND claim = :claim', [
            'on_phone' => (int) $onPhone,
            'id' => $id,
            'claim' => $claim,
        ]) === 1;
    }

    /**
     * Gives the claim back and says when TWINT may be asked next.
     *
     * @param list<int> $ids
     */
    public function release(array $ids, string $claim, int $nextPollMilliseconds): void
    {
        $this->claims->release($ids, $claim, $nextPollMilliseconds);
    }

    /**
     * Gives the claim back at once, because TWINT said something that whoever claims the payment next has to act on.
     *
     * @param list<int> $ids
     */
    public function releaseWithNews(array $ids, string $claim): void
    {
        $this->claims->release($ids, $claim, 0, ', has_news = 1');
    }

    /** Puts the payment aside: nothing is expected of it any more. */
    public function rest(int $id): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE id = :id', [
            'seconds' => Pace::NEVER,
            'id' => $id,
        ]);
    }

    /**
     * Writes the next phase, its duties and what came with it in one statement, if the row is still ours and as we saw it.
     *
     * @param list<string> $duties all that are to be done from here
     * @param array<string, string|int|null> $changes by column
     * @param bool $approved whether this is the moment of the buyer's approval, unless it is known already
     */
    public function advance(
        Transaction $seen,
        string $claim,
        string $phase,
        array $duties,
        array $changes,
        bool $approved,
    ): bool {
        $values =
            [
                'phase' => $phase,
                'duties' => implode(',', $duties),
                'open_order_id' => in_array($phase, Phases::OPEN, true) ? $seen->orderId : null,
            ] + $changes;
        $columns = implode(', ', array_map(
            static fn(string $column): string => $column . ' = :' . $column,
            array_keys($values),
        ));
        $changed = $this->database->execute(
            'UPDATE xplugin_jtl_twint_transaction SET '
            . $columns
            . ', updated_at = UTC_TIMESTAMP(3)'
            . ($approved ? ', authorised_at = COALESCE(authorised_at, UTC_TIMESTAMP(3))' : '')
            . '
                WHERE id = :id AND claim = :claim AND phase = :seen AND duties = :seen_duties',
            $values
            + [
                'id' => $seen->id,
                'claim' => $claim,
                'seen' => $seen->phase,
                'seen_duties' => implode(',', $seen->duties),
            ],
        );

        return $changed === 1;
    }

    /** The payment, if this fee of it is not noted yet. */
    public function withOtherFee(string $twintUuid, string $fee): ?Transaction
    {
        return $this->one('WHERE twint_uuid = :uuid AND NOT twint_fee <=> :fee', ['uuid' => $twintUuid, 'fee' => $fee]);
    }

    /** Notes the fee that TWINT keeps of the payment. TWINT may say it long after the money was captured. */
    public function noteFee(string $twintUuid, string $fee): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_transaction SET twint_fee = :fee WHERE twint_uuid = :uuid AND NOT twint_fee <=> :same_fee', [
            'fee' => $fee,
            'same_fee' => $fee,
            'uuid' => $twintUuid,
        ]);
    }

    /** @param string $sum of what the shop has as incoming payments by now */
    public function noteRecorded(int $id, string $sum): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_transaction SET payment_recorded = :sum WHERE id = :id', [
            'sum' => $sum,
            'id' => $id,
        ]);
    }

    public function noteStockRestored(int $id): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_transaction SET stock_restored = 1 WHERE id = :id', [
            'id' => $id,
        ]);
    }

    /** Notes for how long the approval holds, unless that is noted already. */
    public function noteGuarantee(int $id, int $days): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_transaction
                SET guarantee_until = COALESCE(authorised_at, UTC_TIMESTAMP(3)) + INTERVAL :days DAY
                WHERE id = :id AND guarantee_until IS NULL', [
            'days' => $days,
            'id' => $id,
        ]);
    }

    /** Strikes a duty off the list. Returns false if another did so before. */
    public function strike(int $id, Duty $duty): bool
    {
        $struck = $this->database->execute("UPDATE xplugin_jtl_twint_transaction
                SET duties = TRIM(BOTH ',' FROM REPLACE(CONCAT(',', duties, ','), CONCAT(',', :duty, ','), ','))
                WHERE id = :id AND FIND_IN_SET(:same_duty, duties) > 0", [
            'duty' => $duty->value,
            'same_duty' => $duty->value,
            'id' => $id,
        ]);

        return $struck === 1;
    }

    /**
     * Reads them where they were claimed, even where a proxy sends mere reads to replicas. By their ids, so that nobody else's row is locked.
     *
     * @param non-empty-list<int> $ids
     * @return list<Transaction> those of them that have this claim, the longest due first
     */
    private function taken(array $ids, string $claim): array
    {
        return $this->many(
            'FORCE INDEX (PRIMARY) WHERE id IN ('
            . implode(',', $ids)
            . ') AND claim = :claim ORDER BY next_poll_at FOR UPDATE',
            ['claim' => $claim],
        );
    }

    /** @param array<string, scalar|null> $parameters */
    private function one(string $where, array $parameters): ?Transaction
    {
        $row = $this->database->row(self::SELECT . $where, $parameters);

        return $row === null ? null : Transaction::fromRow($row);
    }

    /**
     * @param array<string, scalar|null> $parameters
     * @return list<Transaction>
     */
    private function many(string $where, array $parameters): array
    {
        return array_map(Transaction::fromRow(...), $this->database->rows(self::SELECT . $where, $parameters));
    }
}
