<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cache\JTLCacheInterface;
use JTL\Catalog\Product\Artikel;
use Plugin\jtl_twint\src\Persistence\Database;

/** Gives back what an order took, and lets the shop forget what it has cached about it. */
final class JtlStockGateway implements StockGateway
{
    public function __construct(
        private readonly Database $database,
        private readonly TakenStockReader $reader,
        private readonly JTLCacheInterface $cache,
        private readonly int $productFilter,
    ) {
    }

    public function giveBack(int $orderId): void
    {
        $taken = $this->reader->ofOrders([$orderId]);
        foreach ($taken->variationValues() as $id => $quantity) {
            $this->database->execute('UPDATE teigenschaftwert SET fLagerbestand = fLagerbestand + :quantity WHERE kEigenschaftWert = :id', [
                'quantity' => $quantity,
                'id' => $id,
            ]);
        }
        foreach ($taken->articles() as $id => $quantity) {
            $this->raise($id, $quantity);
        }
        $this->raiseBills($taken);
        foreach (array_keys($taken->articles()) as $id) {
            $parent = (int) ($this->article($id)['kVaterArtikel'] ?? 0);
            if ($parent > 0) {
                Artikel::beachteVarikombiMerkmalLagerbestand($parent, $this->productFilter);
            }
        }
    }

    public function forgetCached(int $orderId): void
    {
        $tags = [];
        foreach ($this->reader->positions([$orderId]) as $position) {
            $id = (int) $position['kArtikel'];
            $tags[] = \CACHING_GROUP_ARTICLE . '_' . $id;
            foreach ($this->relatives($this->article($id)) as $relative) {
                $tags[] = \CACHING_GROUP_ARTICLE . '_' . $relative;
            }
        }
        if ($tags !== []) {
            $this->cache->flushTags(array_values(array_unique($tags)));
        }
    }

    /** @return array<string, string|null>|null */
    private function article(int $id): ?array
    {
        return $this->database->row('SELECT kArtikel, kVaterArtikel, kStueckliste FROM tartikel WHERE kArtikel = :id', [
            'id' => $id,
        ]);
    }

    /**
     * What the order took of articles made of parts, though no more than the parts are enough for. Wawi may have sent less than
     * they are enough for: so they are not simply all that can be sold.
     */
    private function raiseBills(TakenStock $taken): void
    {
        foreach ($this->reader->billsWith($taken) as $article) {
            $id = (int) $article['id'];
            $bill = (int) $article['bill'];
            $isOversold = $article['oversold'] === 'Y';
            $by = $this->reader->billsTaken($id, $bill, $isOversold, $taken);
            $possible = $this->reader->billsPossible($bill, $isOversold);
            if ($possible === null) {
                $this->raise($id, $by);
                continue;
            }
            $this->database->execute('UPDATE tartikel SET fLagerbestand = GREATEST(fLagerbestand, LEAST(fLagerbestand + :by, :possible)) WHERE kArtikel = :id', [
                'by' => $by,
                'possible' => $possible,
                'id' => $id,
            ]);
        }
    }

    private function raise(int $id, float $by): void
    {
        $this->database->execute('UPDATE tartikel SET fLagerbestand = fLagerbestand + :by WHERE kArtikel = :id', [
            'by' => $by,
            'id' => $id,
        ]);
    }

    /**
     * @param array<string, string|null>|null $article
     * @return list<int>
     */
    private function relatives(?array $article): array
    {
        if ($article === null) {
            return [];
        }
        $ids = (int) $article['kVaterArtikel'] > 0 ? [(int) $article['kVaterArtikel']] : [];
        $rows = $this->database->rows(
            'SELECT part.kArtikel AS id FROM tstueckliste part WHERE part.kStueckliste = :bill AND :same_bill > 0
                UNION SELECT bill.kArtikel FROM tartikel bill JOIN tstueckliste part ON part.kStueckliste = bill.kStueckliste WHERE part.kArtikel = :id',
            [
                'bill' => (int) $article['kStueckliste'],
                'same_bill' => (int) $article['kStueckliste'],
                'id' => (int) $article['kArtikel'],
            ],
        );
        foreach ($rows as $row) {
            $ids[] = (int) $row['id'];
        }

        return $ids;
    }
}
