<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * What the orders that we keep from Wawi have taken from the shop's stock. Wawi knows nothing of it, and the shop
 * subtracts from the stock that Wawi sends only the orders that Wawi is about to fetch; so we subtract ours.
 *
 * Exactly what will be given back where an order comes to nothing is subtracted, below zero if need be: the stock is
 * right then whichever comes first.
 */
final class HeldStock
{
    /** A weekend on which no cron ran. */
    private const RECENT_DAYS = 3;

    /** @var list<int>|null as the request found them: Wawi sends many articles in one database transaction */
    private ?array $orders = null;
    private ?TakenStock $taken = null;

    public function __construct(
        private readonly Database $database,
        private readonly TakenStockReader $reader,
    ) {
    }

    /** @return float what was subtracted from the article's stock, which Wawi has just set */
    public function subtractFrom(int $articleId): float
    {
        $held = $this->of($articleId);
        if ($held > 0) {
            $this->database->execute('UPDATE tartikel SET fLagerbestand = fLagerbestand - :held WHERE kArtikel = :id', [
                'held' => $held,
                'id' => $articleId,
            ]);
        }

        return $held;
    }

    /** The same of the values of the article's variations, where they have a stock of their own. */
    public function subtractFromVariationsOf(int $articleId): void
    {
        foreach ($this->reader->ofPositionsOf($this->orders(), $articleId)->variationValues() as $id => $held) {
            $this->database->execute('UPDATE teigenschaftwert SET fLagerbestand = fLagerbestand - :held WHERE kEigenschaftWert = :id', [
                'held' => $held,
                'id' => $id,
            ]);
        }
    }

    private function of(int $articleId): float
    {
        if ($this->orders() === []) {
            return 0.0;
        }
        $this->taken ??= $this->reader->ofOrders($this->orders());
        $held = $this->taken->ofArticle($articleId);
        $article = $this->database->row('SELECT kStueckliste, cLagerKleinerNull FROM tartikel WHERE kArtikel = :id', [
            'id' => $articleId,
        ]);
        $billId = (int) ($article['kStueckliste'] ?? 0);
        if ($billId <= 0) {
            return $held;
        }
        $isOversold = ($article['cLagerKleinerNull'] ?? '') === 'Y';

        return max($held, $this->reader->billsTaken($articleId, $billId, $isOversold, $this->taken));
    }

    /**
     * Never seen by Wawi and not given back; or held again, and not cancelled by Wawi, which then had it.
     *
     * The shop has no index for them, and Wawi asks often: so only some days of orders are looked through, and of the older ones those
     * that we still have something to do for. Each sweep ends those of its last day for which nobody began a payment.
     * Dates need not follow the numbers: a clock was set, or orders were brought in.
     *
     * @return list<int>
     */
    private function orders(): array
    {
        if ($this->orders !== null) {
            return $this->orders;
        }
        $transactions = TransactionRepository::TABLE;
        $unsettled = Phases::sql(Phases::UNSETTLED);
        $over = Phases::sql(Phases::OVER);
        $isHeld =
            '(o.cAbgeholt = \''
            . OrderHold::HELD
            . '\' OR o.cAbgeholt = \''
            . OrderHold::HELD_AGAIN
            . '\' AND o.cStatus <> \''
            . \BESTELLUNG_STATUS_STORNO
            . "') AND NOT EXISTS (SELECT 1 FROM $transactions t WHERE t.order_id = o.kBestellung AND t.stock_restored = 1)";
        $rows = $this->database->rows(
            "SELECT o.kBestellung AS id FROM tbestellung o FORCE INDEX (PRIMARY)
                    WHERE o.kBestellung >= :first AND $isHeld
                UNION SELECT o.kBestellung FROM (
                    SELECT order_id FROM $transactions FORCE INDEX (poll) WHERE phase IN $unsettled
                    UNION SELECT order_id FROM $transactions FORCE INDEX (poll)
                        WHERE phase IN $over AND next_poll_at < UTC_TIMESTAMP(3) + INTERVAL 1 YEAR
                    UNION SELECT order_id FROM $transactions WHERE duties > ''
                ) open JOIN tbestellung o ON o.kBestellung = open.order_id WHERE $isHeld",
            ['first' => $this->firstRecent()],
        );

        return $this->orders = array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** By itself: the server reads the whole table where it has to find this out within another query. */
    private function firstRecent(): int
    {
        $row = $this->database->row('SELECT MIN(kBestellung) AS id FROM tbestellung WHERE dErstellt >= NOW() - INTERVAL :days DAY', [
            'days' => self::RECENT_DAYS,
        ]);

        return (int) ($row['id'] ?? PHP_INT_MAX);
    }
}
