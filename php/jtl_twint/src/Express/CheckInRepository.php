<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Payment\RowClaims;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\SecretBox;
use Twint\CheckInPhase;
use Twint\CheckInTransition;

/**
 * The check-ins. All times are the database's, in UTC. Whoever calls TWINT for a row holds its claim, as with payments.
 * Basket and buyer are sealed, and erased in the same statement that leaves the phase which needs them.
 */
final class CheckInRepository
{
    public const TABLE = 'xplugin_jtl_twint_check_in';

    private const CLEARED_AT_ONCE = 1000;

    /** All that is there: between the plugin's upload and its update a column may be missing. */
    private const SELECT = 'SELECT *,
            TIMESTAMPDIFF(SECOND, created_at, UTC_TIMESTAMP(3)) AS age_seconds,
            GREATEST(0, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), next_poll_at) DIV 1000) AS milliseconds_until_due
        FROM xplugin_jtl_twint_check_in ';

    private readonly RowClaims $claims;

    public function __construct(
        private readonly Database $database,
        private readonly LiveShop $liveShop,
        private readonly KeyRing $keys,
        private readonly SecretBox $box,
    ) {
        $this->claims = new RowClaims($database, $liveShop, self::TABLE);
    }

    /** Writes it down, claimed by its creator with this word. */
    public function create(Basket $basket, AccessKey $access, string $storeUuid, string $claim): CheckIn
    {
        $token = PageToken::random($this->keys);
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_check_in (token, phase, environment, access_id, store_uuid, net, shipping, basket, goods, page, language,
                created_at, updated_at, next_poll_at, claim, claimed_until)
            VALUES (:token, :phase, :environment, :access_id, :store_uuid, :net, :shipping, :basket, :goods, :page, :language, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),
                UTC_TIMESTAMP(3), :claim, UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND)',
            [
                'token' => $token,
                'phase' => CheckInPhase::Waiting->value,
                'environment' => $access->environment,
                'access_id' => $access->set,
                'store_uuid' => $storeUuid,
                'net' => $basket->net,
                'shipping' => json_encode(array_map(static fn(ShippingOption $option): array => [
                    $option->id,
                    $option->label,
                    $option->amount,
                ], $basket->shipping), JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE),
                'basket' => $this->box->seal($basket->content, self::sealOf('basket', $token)),
                'goods' => $this->box->seal(Line::toJson($basket->lines), self::sealOf('goods', $token)),
                'page' => $basket->page,
                'language' => $basket->language,
                'claim' => $claim,
                'seconds' => RowClaims::SECONDS,
            ],
        );

        return $this->getWritten($this->database->lastId());
    }

    public function get(int $id): CheckIn
    {
        return (
            $this->one('WHERE id = :id', ['id' => $id]) ?? throw DatabaseException::unexpected('There is no check-in '
            . $id)
        );
    }

    /** The same, read where it was written, also where a proxy sends mere reads to replicas. */
    public function getWritten(int $id): CheckIn
    {
        return (
            $this->one('WHERE id = :id FOR UPDATE', [
                'id' => $id,
            ]) ?? throw DatabaseException::unexpected('There is no check-in ' . $id)
        );
    }

    public function byToken(#[\SensitiveParameter] string $token): ?CheckIn
    {
        if (!PageToken::isValid($token)) {
            return null;
        }
        $find =
            fn(): ?CheckIn => $this->one('WHERE token = :token AND created_at > UTC_TIMESTAMP(3) - INTERVAL :days DAY', [
                'token' => $token,
                'days' => PageToken::LIVES_DAYS,
            ]);

        // It may have been written on another node of a cluster a moment ago.
        return $find() ?? ($this->database->catchUp() ? $find() : null);
    }

    /** The word of the right to call TWINT for this row; null where another holds it. */
    public function take(int $id, bool $onlyIfDue): ?string
    {
        return $this->claims->take($id, $onlyIfDue);
    }

    public function renew(int $id, string $claim): bool
    {
        return $this->claims->renew($id, $claim);
    }

    public function release(int $id, string $claim, int $nextPollMilliseconds): void
    {
        $this->claims->release([$id], $claim, $nextPollMilliseconds);
    }

    /**
     * Writes the next phase and what came with it in one statement, if the row is still the caller's and as the table's edge
     * begins. What the buyer handed over and put into the basket goes with the phase that needs it.
     *
     * @param array<string, string|int|null> $changes by column
     */
    public function advance(int $id, string $claim, CheckInTransition $edge, array $changes): bool
    {
        $values = ['phase' => $edge->to->value] + $changes;
        if (!$edge->keepsData) {
            $values['customer'] = null;
        }
        if ($edge->to === CheckInPhase::OrderStarted || $edge->to === CheckInPhase::Over) {
            $values += ['basket' => null, 'goods' => null, 'pairing_token' => null, 'qr_code' => null];
        }
        $columns = implode(', ', array_map(
            static fn(string $column): string => $column . ' = :' . $column,
            array_keys($values),
        ));

        return (
            $this->database->execute(
                'UPDATE xplugin_jtl_twint_check_in SET '
                . $columns
                . ', updated_at = UTC_TIMESTAMP(3) WHERE id = :id AND claim = :claim AND phase = :seen',
                $values + ['id' => $id, 'claim' => $claim, 'seen' => $edge->from->value],
            ) === 1
        );
    }

    /** Writes down what the buyer scans. */
    public function offer(int $id, string $claim, \Twint\CheckIn $started): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_check_in
                SET pairing_uuid = :uuid, pairing_token = :token, qr_code = :code, updated_at = UTC_TIMESTAMP(3)
                WHERE id = :id AND claim = :claim AND phase = :seen', [
            'uuid' => $started->pairingUuid,
            'token' => $started->pairingToken,
            'code' => $started->qrCode,
            'id' => $id,
            'claim' => $claim,
            'seen' => CheckInPhase::Waiting->value,
        ]) === 1;
    }

    public function wishEnd(int $id, string $claim, CheckInPhase $seen, string $reason): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_check_in
                SET end_wished = 1, reason = COALESCE(reason, :reason), updated_at = UTC_TIMESTAMP(3)
                WHERE id = :id AND claim = :claim AND phase = :seen', [
            'reason' => $reason,
            'id' => $id,
            'claim' => $claim,
            'seen' => $seen->value,
        ]) === 1;
    }

    /** Notes whether a phone has it. False: the row is another's by now. */
    public function noteOnPhone(int $id, string $claim, bool $onPhone): bool
    {
        return $this->database->execute('UPDATE xplugin_jtl_twint_check_in SET on_phone = :on_phone WHERE id = :id AND claim = :claim', [
            'on_phone' => (int) $onPhone,
            'id' => $id,
            'claim' => $claim,
        ]) === 1;
    }

    /**
     * Notes, before the order is written, that somebody begins to: whoever dies over it cannot say so afterwards.
     *
     * @return int how often that was; 0: the row is not the caller's any more
     */
    public function noteTry(int $id, string $claim): int
    {
        $this->database->execute(
            'UPDATE xplugin_jtl_twint_check_in SET tries = LEAST(tries + 1, 100), updated_at = UTC_TIMESTAMP(3) WHERE id = :id AND claim = :claim',
            ['id' => $id, 'claim' => $claim],
        );
        $row = $this->database->row(
            'SELECT tries FROM xplugin_jtl_twint_check_in WHERE id = :id AND claim = :claim FOR UPDATE',
            [
                'id' => $id,
                'claim' => $claim,
            ],
        );

        return (int) ($row['tries'] ?? 0);
    }

    /** The basket, as the shop takes it back; null: it is erased, or the shop's key has changed. */
    public function basket(CheckIn $checkIn): ?string
    {
        return $this->opened('basket', $checkIn);
    }

    /** @return list<Line> what is bought; nothing where it is erased */
    public function lines(CheckIn $checkIn): array
    {
        $json = $this->opened('goods', $checkIn);

        return $json === null ? [] : Line::fromJson($json);
    }

    public function buyer(CheckIn $checkIn): ?Buyer
    {
        $json = $this->opened('customer', $checkIn);

        return $json === null ? null : Buyer::fromJson($json);
    }

    /** What the column "customer" is to hold of a buyer. */
    public function sealed(CheckIn $checkIn, Buyer $buyer): string
    {
        return $this->box->seal($buyer->toJson(), self::sealOf('customer', $checkIn->token));
    }

    /** Names the payment of its order. Only within the transaction that wrote both. */
    public function link(int $id, int $transactionId): void
    {
        $this->database->execute('UPDATE xplugin_jtl_twint_check_in SET transaction_id = :transaction WHERE id = :id', [
            'transaction' => $transactionId,
            'id' => $id,
        ]);
    }

    /**
     * Those that are not over and that nobody has asked about for so long.
     *
     * @param list<int> $except
     * @return list<int>
     */
    public function unwatched(int $seconds, int $limit, array $except): array
    {
        $rows = $this->database->rows(
            'SELECT id FROM xplugin_jtl_twint_check_in FORCE INDEX (poll)
                WHERE phase IN ('
            . self::openPhases()
            . ') AND next_poll_at < UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND AND '
            . RowClaims::FREE
            . ' AND '
            . LiveShop::MAY_TOUCH
            . RowClaims::without($except)
            . ' ORDER BY next_poll_at LIMIT '
            . $limit,
            ['seconds' => $seconds] + $this->liveShop->parameters(),
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** For a query: not equal to one would be all the others, and a look at the whole index. */
    private static function openPhases(): string
    {
        $open = array_filter(
            CheckInPhase::cases(),
            static fn(CheckInPhase $phase): bool => $phase !== CheckInPhase::Over,
        );

        return "'" . implode("', '", array_map(static fn(CheckInPhase $phase): string => $phase->value, $open)) . "'";
    }

    /** Those that are over without an order and whose address leads nowhere any more; a few at a time. */
    public function clear(): void
    {
        $this->database->execute(
            'DELETE FROM xplugin_jtl_twint_check_in
                WHERE phase = :over AND transaction_id IS NULL AND created_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT '
            . self::CLEARED_AT_ONCE,
            [
                'over' => CheckInPhase::Over->value,
                'days' => PageToken::LIVES_DAYS,
            ],
        );
    }

    /** @param 'basket'|'goods'|'customer' $column */
    private function opened(string $column, CheckIn $checkIn): ?string
    {
        $row = $this->database->row(
            'SELECT ' . $column . ' AS sealed FROM xplugin_jtl_twint_check_in WHERE id = :id FOR UPDATE',
            [
                'id' => $checkIn->id,
            ],
        );
        $sealed = $row['sealed'] ?? null;

        return $sealed === null ? null : $this->box->open($sealed, self::sealOf($column, $checkIn->token));
    }

    /** What is sealed cannot be moved to another row or column. */
    private static function sealOf(string $column, #[\SensitiveParameter] string $token): string
    {
        return 'check_in.' . $column . '.' . $token;
    }

    /** @param array<string, scalar|null> $parameters */
    private function one(string $where, array $parameters): ?CheckIn
    {
        $row = $this->database->row(self::SELECT . $where, $parameters);

        return $row === null ? null : CheckIn::fromRow($row);
    }
}
