<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\SweepCursor;
use Plugin\jtl_twint\src\Settings\Settings;

/**
 * What is kept of a payment beside the money: messages exchanged with TWINT, texts of events, notes, the words that a search finds it
 * by, the customer's number. All of that is erased when the payment is old enough, or when the shop has erased or anonymised the
 * customer. Only customers who delete their account themselves cause a hook, which does not say who they were; the merchant, Wawi and
 * the nightly clean-up cause none. So we look for what all of them leave behind: no row of the customer, or the name that the shop
 * writes in place of theirs. What says where the money is stays.
 */
final class Details
{
    /** What the shop writes in place of a name. */
    private const ANONYMOUS = 'Anonym';
    /** Payments looked at in one go; the next goes on from there, and from the beginning once all were seen. */
    private const AT_ONCE = 200;

    public function __construct(
        private readonly Database $database,
        private readonly SweepCursor $cursor,
        private readonly Settings $settings,
    ) {
    }

    /** @return int of how many payments details were erased */
    public function forget(): int
    {
        $from = $this->cursor->position(Fact::DetailsForgottenTo);
        $row = $this->database->row(
            'SELECT COUNT(*) AS number, COALESCE(MAX(id), 0) AS last FROM (
                SELECT id FROM xplugin_jtl_twint_transaction WHERE id > :from ORDER BY id LIMIT '
            . self::AT_ONCE
            . ') seen',
            ['from' => $from],
        );
        $last = (int) ($row['last'] ?? 0);
        $ids = $last === 0 ? [] : $this->toForget($from, $last);
        if ($ids !== []) {
            $this->erase(implode(',', $ids));
        }
        $this->cursor->moveTo(Fact::DetailsForgottenTo, (int) ($row['number'] ?? 0) < self::AT_ONCE ? 0 : $last);

        return count($ids);
    }

    /** @return list<int> */
    private function toForget(int $from, int $to): array
    {
        $rows = $this->database->rows(
            'SELECT t.id FROM xplugin_jtl_twint_transaction t
                WHERE t.id > :from AND t.id <= :to AND t.phase NOT IN '
            . Phases::sql(Phases::UNSETTLED)
            . " AND t.duties = '' AND (
                    t.created_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY
                    OR t.customer_id > 0 AND NOT EXISTS (
                        SELECT 1 FROM tkunde k WHERE k.kKunde = t.customer_id AND COALESCE(k.cVorname, '') <> :anonymous
                        AND COALESCE(k.cNachname, '') <> :anonymous_too AND COALESCE(k.cKundenNr, '') <> :anonymous_as_well
                    )
                )",
            [
                'from' => $from,
                'to' => $to,
                'days' => $this->settings->keepDays(),
                'anonymous' => self::ANONYMOUS,
                'anonymous_too' => self::ANONYMOUS,
                'anonymous_as_well' => self::ANONYMOUS,
            ],
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** @param string $ids numbers and commas */
    private function erase(string $ids): void
    {
        foreach ([
            "DELETE FROM xplugin_jtl_twint_word WHERE transaction_id IN ($ids)",
            "UPDATE xplugin_jtl_twint_operation SET request = NULL, answer = NULL, message = '', note = ''
                WHERE transaction_id IN ($ids) AND (request IS NOT NULL OR answer IS NOT NULL OR message <> '' OR note <> '')",
            "UPDATE xplugin_jtl_twint_event SET message = '' WHERE transaction_id IN ($ids) AND message <> ''",
            "UPDATE xplugin_jtl_twint_transaction SET customer_id = 0, pairing_token = NULL, qr_code = NULL, payment_page = NULL
                WHERE id IN ($ids) AND (customer_id > 0 OR pairing_token IS NOT NULL OR qr_code IS NOT NULL OR payment_page IS NOT NULL)",
        ] as $sql) {
            $this->database->execute($sql);
        }
    }
}
