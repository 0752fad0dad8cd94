<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

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
     * @return list<int>
     */
    private function orders(): array
    {
        return $this->orders ??= array_map(static fn(array $row): int => (int) $row['id'], $this->database->rows(
            'SELECT o.kBestellung AS id FROM tbestellung o
                    WHERE (o.cAbgeholt = :held OR o.cAbgeholt = :held_again AND o.cStatus <> :cancelled)
                        AND NOT EXISTS (SELECT 1 FROM '
            . TransactionRepository::TABLE
            . ' t WHERE t.order_id = o.kBestellung AND t.stock_restored = 1)',
            [
                'held' => OrderHold::HELD,
                'held_again' => OrderHold::HELD_AGAIN,
                'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
            ],
        ));
    }
}
