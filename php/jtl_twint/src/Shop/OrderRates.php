<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;

/**
 * The rate that turns an order's stored prices back into the francs that the buyer owes.
 *
 * The shop stores prices in its default currency. For an order as it was placed the rate stands in `fWaehrungsFaktor`. When Wawi
 * sends an order back, its prices are in francs, and the shop divides them by the rate of that day without noting it. We note it, where
 * we hear of it.
 */
final class OrderRates
{
    public function __construct(
        private readonly Database $database,
        private readonly OurMethod $method,
    ) {
    }

    /**
     * Notes the rate that turns the prices which Wawi just sent into what the buyer owes. To be called while the shop handles Wawi's change.
     *
     * The shop divided them by the rate of the currency that Wawi named. They are prices in the shop's default currency since, and the order's
     * own currency, in which the buyer pays, may be another: one that Wawi made has the default currency, whatever Wawi named.
     *
     * @param int|null $currencyId the currency that Wawi named; where the shop does not know it, or there is none, it divided by nothing
     */
    public function noteToday(int $orderId, ?int $currencyId): void
    {
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_order_rate (order_id, rate)
                SELECT o.kBestellung, COALESCE(own.fFaktor, 1) FROM tbestellung o
                LEFT JOIN twaehrung named ON named.kWaehrung = :currency
                LEFT JOIN twaehrung own ON own.kWaehrung = o.kWaehrung AND named.kWaehrung IS NOT NULL
                WHERE o.kBestellung = :id AND (o.kZahlungsart IN ('
            . implode(', ', $this->method->ids ?: [0])
            . ') OR EXISTS (SELECT 1 FROM '
            . TransactionRepository::TABLE
            . ' t WHERE t.order_id = o.kBestellung))
                ON DUPLICATE KEY UPDATE rate = VALUES(rate)',
            ['currency' => $currencyId ?? 0, 'id' => $orderId],
        );
    }

    /**
     * The noted one; or today's, where nobody heard that Wawi sent the order back and the extension sees that the shop divided by it. It is
     * noted then: tomorrow there is another.
     *
     * @return numeric-string|null null: there is no such order
     */
    public function of(int $orderId): ?string
    {
        $row = $this->database->row(
            'SELECT COALESCE(r.rate, CAST(o.fWaehrungsFaktor AS DECIMAL(18,9))) AS noted, CAST(c.fFaktor AS DECIMAL(18,9)) AS today,
                CAST(o.fGesamtsumme AS DECIMAL(18,9)) AS total, (SELECT t.amount FROM '
            . TransactionRepository::TABLE
            . ' t WHERE t.order_id = o.kBestellung ORDER BY t.attempt DESC LIMIT 1) AS asked
                FROM tbestellung o
                LEFT JOIN xplugin_jtl_twint_order_rate r ON r.order_id = o.kBestellung
                LEFT JOIN twaehrung c ON c.kWaehrung = o.kWaehrung
                WHERE o.kBestellung = :id',
            ['id' => $orderId],
        );
        [$noted, $today] = [$row['noted'] ?? null, $row['today'] ?? null];
        if (!is_numeric($noted) || !is_numeric($today) || !isset($row['total'], $row['asked'])) {
            return is_numeric($noted) ? $noted : null;
        }

        if (!\Twint\is_rate_of_today($row['total'], $noted, $today, $row['asked'])) {
            return $noted;
        }
        $this->noteRecognised($orderId, $noted, $today);

        return $today;
    }

    /** Whoever heard of another rate meanwhile knows better. A transaction of the reader's must not come to nothing for it. */
    private function noteRecognised(int $orderId, string $noted, string $rate): void
    {
        if ($this->database->isInTransaction()) {
            return;
        }
        try {
            $this->database->execute(
                'INSERT INTO xplugin_jtl_twint_order_rate (order_id, rate) VALUES (:id, :rate)
                    ON DUPLICATE KEY UPDATE rate = IF(rate = CAST(:noted AS DECIMAL(18,9)), VALUES(rate), rate)',
                ['id' => $orderId, 'rate' => $rate, 'noted' => $noted],
            );
        } catch (DatabaseException) {
            // Who only reads goes on, also where the database cannot be written to.
        }
    }
}
