<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\SearchTerms;

/**
 * A history of payments, written by a few statements: one every 63 seconds until an hour ago, so that a million are two years. As in
 * a real shop, what is still open or needs somebody is among the newest, and no more of it for all the history behind; one order
 * in five has the same amount. Each has three operations, seven events, an order, an entry of Wawi and its words.
 */
final class ManyPayments
{
    public const SECONDS_APART = 63;
    public const OPERATIONS_EACH = 3;
    public const EVENTS_EACH = 7;
    /** Of buyers: a surname in a hundred, a first name in twenty. */
    private const SURNAMES = 100;
    private const TABLES = ['transaction', 'operation', 'event', 'check_in', 'wawi', 'word'];

    private function __construct(
        private readonly World $world,
        private readonly string $storeUuid,
        private readonly int $number,
    ) {
    }

    /** Into empty tables. */
    public static function fill(World $world, Twint $twint, int $number): void
    {
        $filling = new self($world, $twint->storeUuid(), $number);
        $pdo = $world->pdo;
        $keys = array_map($filling->takeKeysOff(...), array_combine(self::TABLES, self::TABLES));
        $filling->payments();
        $filling->operations();
        $filling->events();
        $filling->around();
        $filling->words();
        foreach (array_filter($keys) as $table => $definitions) {
            // Of all indexes at once, each sorted: many times quicker than row by row.
            $pdo->exec("ALTER TABLE xplugin_jtl_twint_$table ADD " . implode(', ADD ', $definitions));
        }
        $pdo->query(
            'ANALYZE TABLE tbestellung, xplugin_jtl_twint_' . implode(', xplugin_jtl_twint_', self::TABLES),
        )->fetchAll();
    }

    /** @return list<string> how they are put on again */
    private function takeKeysOff(string $table): array
    {
        $pdo = $this->world->pdo;
        $made = $pdo->query("SHOW CREATE TABLE xplugin_jtl_twint_$table")->fetch(\PDO::FETCH_NUM)[1];
        preg_match_all('/^\s+((?:UNIQUE )?KEY `(\w+)` \(.*?\)),?$/m', $made, $found);
        if ($found[2] !== []) {
            $pdo->exec("ALTER TABLE xplugin_jtl_twint_$table DROP KEY " . implode(', DROP KEY ', $found[2]));
        }

        return $found[1];
    }

    private function payments(): void
    {
        $apart = self::SECONDS_APART;
        $this->world->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_transaction (id, order_id, order_number, attempt, reference, token, twint_uuid,
                phase, capture_mode, environment, store_uuid, amount, captured, payment_recorded, refunded, language, customer_id,
                created_at, updated_at, expires_at, authorised_at, guarantee_until, next_poll_at)
            SELECT seq, seq, CONCAT('B-', 1000000 + seq), 1, CONCAT('shop-B-', 1000000 + seq, '-1'), LPAD(seq, 43, 'x'),
                CONCAT(LPAD(LOWER(HEX(seq)), 8, '0'), '-0000-4000-8000-000000000000'), phase, 'immediate', 'testing', '{$this->storeUuid}',
                amount, captured, captured, IF(phase = 'refunded', amount, IF(phase = 'partially_refunded', 1, 0)), 'ger', 7,
                at, at, at, IF(phase IN ('failed', 'cancelled'), NULL, at), at + INTERVAL 7 DAY, '2036-01-01'
            FROM (SELECT *, IF(phase IN ('captured', 'refunded', 'partially_refunded'), amount, 0) AS captured FROM (
                SELECT seq, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR - INTERVAL ({$this->number} - seq) * $apart SECOND AS at,
                    IF(seq % 5 = 0, 42, 1 + seq * 7919 % 20000 / 100) AS amount,
                    CASE WHEN seq > {$this->number} - 200 AND seq % 5 = 0 THEN 'uncertain'
                        WHEN seq > {$this->number} - 200 AND seq % 5 = 1 THEN 'authorised'
                        WHEN seq % 50 = 3 THEN 'refunded' WHEN seq % 50 = 4 THEN 'partially_refunded'
                        WHEN seq % 20 = 5 THEN 'failed' WHEN seq % 10 = 6 THEN 'cancelled' ELSE 'captured' END AS phase
                FROM seq_1_to_{$this->number}) phases) amounts",
        );
    }

    private function operations(): void
    {
        $each = self::OPERATIONS_EACH;
        $this->world->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_operation (id, transaction_id, kind, reference, amount, final, state, actor,
                twint_uuid, form_key, created_at, finished_at)
            SELECT (t.id - 1) * $each + n, t.id,
                CASE n WHEN 1 THEN 'start' WHEN 2 THEN IF(t.captured > 0, 'capture', 'cancel') ELSE IF(t.refunded > 0, 'refund', 'capture') END,
                IF(n = 3, CONCAT(t.reference, '-r'), t.reference), t.amount, n = 2,
                CASE WHEN n = 3 AND t.refunded = 0 THEN 'refused' WHEN n = 1 AND t.phase = 'uncertain' THEN 'unknown' ELSE 'done' END,
                'buyer', IF(n = 3, CONCAT(LPAD(LOWER(HEX(t.id)), 8, '0'), '-1111-4000-8000-000000000000'), t.twint_uuid),
                IF(n = 3, LPAD(t.id, 22, 'k'), NULL), t.created_at, t.created_at + INTERVAL n SECOND
            FROM xplugin_jtl_twint_transaction t JOIN (SELECT seq AS n FROM seq_1_to_$each) numbers",
        );
    }

    private function events(): void
    {
        $each = self::EVENTS_EACH;
        $this->world->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_event (id, transaction_id, at, actor, event, from_phase, to_phase)
            SELECT (t.id - 1) * $each + n, t.id, t.created_at + INTERVAL n SECOND, 'buyer',
                CASE n WHEN 1 THEN 'started' WHEN 2 THEN 'approved' ELSE 'wawi_done' END,
                CASE n WHEN 1 THEN 'created' WHEN 2 THEN 'pending' ELSE t.phase END, IF(n = 1, 'pending', t.phase)
            FROM xplugin_jtl_twint_transaction t JOIN (SELECT seq AS n FROM seq_1_to_$each) numbers",
        );
    }

    private function around(): void
    {
        $pdo = $this->world->pdo;
        $pdo->exec("INSERT INTO tbestellung (kBestellung, cBestellNr, kKunde, fGesamtsumme, cStatus, cAbgeholt, kWarenkorb, dBezahltDatum, dErstellt)
            SELECT order_id, order_number, 7, amount, 4, 'Y', order_id, created_at, CONVERT_TZ(created_at, '+00:00', @@time_zone)
            FROM xplugin_jtl_twint_transaction");
        $pdo->exec("INSERT INTO xplugin_jtl_twint_wawi (id, order_id, news, state, wish_key, taken, finding, due_at, created_at, finished_at)
            SELECT id, order_id, 'shipped', 'done', LPAD(id, 22, 'w'), 1, 'done', created_at, created_at, created_at
            FROM xplugin_jtl_twint_transaction");
        // One in ten bought by TWINT Express; as many thought better of it, in the last two months.
        $pdo->exec(
            "INSERT INTO xplugin_jtl_twint_check_in (token, phase, environment, store_uuid, net, shipping, language, transaction_id,
                created_at, updated_at, next_poll_at)
            SELECT LPAD(id, 43, 'c'), 'over', 'testing', store_uuid, amount, '[]', 'ger', id, created_at, created_at, created_at
                FROM xplugin_jtl_twint_transaction WHERE id % 10 = 0
            UNION ALL SELECT LPAD(id, 43, 'd'), 'over', 'testing', store_uuid, amount, '[]', 'ger', NULL, created_at, created_at, created_at
                FROM xplugin_jtl_twint_transaction WHERE id % 10 = 1 AND created_at > UTC_TIMESTAMP(3) - INTERVAL 60 DAY",
        );
    }

    /** Word by word, as they lie in the table. */
    private function words(): void
    {
        $buyers = [];
        for ($surname = 0; $surname < self::SURNAMES; $surname++) {
            $order = (object) ['oRechnungsadresse' => (object) [
                'cVorname' => 'First' . ($surname % 20),
                'cNachname' => 'Surname' . $surname,
            ]];
            foreach ($this->world->get(SearchTerms::class)->of($order) as $word) {
                $buyers[bin2hex($word)][] = $surname;
            }
        }
        ksort($buyers, SORT_STRING);
        foreach ($buyers as $word => $surnames) {
            $of = count($surnames) === self::SURNAMES
                ? ["seq_1_to_$this->number"]
                : array_map(fn(int $surname): string => sprintf(
                    'seq_%d_to_%d_step_%d',
                    $surname ?: self::SURNAMES,
                    $this->number,
                    self::SURNAMES,
                ), $surnames);
            $this->world->pdo->exec(
                "INSERT INTO xplugin_jtl_twint_word (word, transaction_id) SELECT X'$word', seq FROM "
                    . implode(" UNION ALL SELECT X'$word', seq FROM ", $of),
            );
        }
    }
}
