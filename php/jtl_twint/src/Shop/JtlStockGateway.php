<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cache\JTLCacheInterface;
use JTL\Catalog\Product\Artikel;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * Mirrors, position by position, how the shop reduces its stock: variations, bills of material, parent articles.
 */
final class JtlStockGateway implements StockGateway
{
    private const ARTICLE = 'SELECT kArtikel, kVaterArtikel, kStueckliste, fPackeinheit, cLagerBeachten, cLagerVariation FROM tartikel WHERE kArtikel = :id';

    public function __construct(
        private readonly Database $database,
        private readonly JTLCacheInterface $cache,
        private readonly int $productFilter,
    ) {
    }

    public function giveBack(int $orderId): void
    {
        foreach ($this->positions($orderId) as $position) {
            $this->article(
                (int) $position['kArtikel'],
                (float) $position['nAnzahl'],
                $position['fLagerbestandVorAbschluss'] === null ? null : (float) $position['fLagerbestandVorAbschluss'],
                $this->variations((int) $position['kWarenkorbPos']),
            );
        }
    }

    public function forgetCached(int $orderId): void
    {
        $tags = [];
        foreach ($this->positions($orderId) as $position) {
            $id = (int) $position['kArtikel'];
            $tags[] = \CACHING_GROUP_ARTICLE . '_' . $id;
            $article = $this->database->row(self::ARTICLE, ['id' => $id]);
            foreach ($this->relatives($article) as $relative) {
                $tags[] = \CACHING_GROUP_ARTICLE . '_' . $relative;
            }
        }
        if ($tags !== []) {
            $this->cache->flushTags(array_values(array_unique($tags)));
        }
    }

    /** @return list<array<string, string|null>> in the order of articles, so that two orders never wait for each other */
    private function positions(int $orderId): array
    {
        return $this->database->rows('SELECT p.kWarenkorbPos, p.kArtikel, p.nAnzahl, p.fLagerbestandVorAbschluss
                FROM twarenkorbpos p JOIN tbestellung o ON o.kWarenkorb = p.kWarenkorb
                WHERE o.kBestellung = :id AND p.kArtikel > 0 AND p.nPosTyp IN (:article, :gift)
                ORDER BY p.kArtikel, p.kWarenkorbPos', [
            'id' => $orderId,
            'article' => \C_WARENKORBPOS_TYP_ARTIKEL,
            'gift' => \C_WARENKORBPOS_TYP_GRATISGESCHENK,
        ]);
    }

    /** @return list<int> ids of the values chosen */
    private function variations(int $positionId): array
    {
        $rows = $this->database->rows(
            'SELECT kEigenschaftWert AS id FROM twarenkorbposeigenschaft WHERE kWarenkorbPos = :id AND kEigenschaftWert > 0 ORDER BY kEigenschaftWert',
            ['id' => $positionId],
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** @param list<int> $variations */
    private function article(int $id, float $quantity, ?float $before, array $variations): void
    {
        $article = $this->database->row(self::ARTICLE, ['id' => $id]);
        if ($article === null || $article['cLagerBeachten'] !== 'Y' || $quantity <= 0) {
            return;
        }
        $unit = (float) $article['fPackeinheit'];
        if ($article['cLagerVariation'] === 'Y' && $variations !== []) {
            foreach ($variations as $variation) {
                $this->database->execute(
                    'UPDATE teigenschaftwert SET fLagerbestand = fLagerbestand + :quantity * IF(fPackeinheit = 0, 1, fPackeinheit) WHERE kEigenschaftWert = :id',
                    ['quantity' => $quantity, 'id' => $variation],
                );
            }
            $this->raise($id, self::taken($quantity * $unit, $before));

            return;
        }
        if ($unit <= 0) {
            return;
        }
        if ((int) $article['kStueckliste'] > 0) {
            $this->billOfMaterial($id, (int) $article['kStueckliste'], $quantity, $unit);
        } else {
            $this->raise($id, self::taken($quantity * $unit, $before));
            $this->liftBillsWith($id);
        }
        $parent = (int) $article['kVaterArtikel'];
        if ($parent > 0) {
            $this->raise($parent, $quantity * $unit);
            Artikel::beachteVarikombiMerkmalLagerbestand($parent, $this->productFilter);
        }
    }

    /** The shop takes the parts where it counts any, else the article itself. */
    private function billOfMaterial(int $id, int $billId, float $quantity, float $unit): void
    {
        $parts = $this->database->rows(
            'SELECT part.kArtikel AS id, part.fAnzahl AS number
                FROM tstueckliste part JOIN tartikel ON tartikel.kArtikel = part.kArtikel
                WHERE part.kStueckliste = :bill AND tartikel.cLagerBeachten = \'Y\' ORDER BY part.kArtikel',
            ['bill' => $billId],
        );
        foreach ($parts as $part) {
            $this->article((int) $part['id'], $quantity * (float) $part['number'], null, []);
        }
        if ($parts === []) {
            $this->raise($id, $quantity * $unit);
        }
    }

    /** As many of each bill's article as its scarcest part allows, if that is more than now. */
    private function liftBillsWith(int $partId): void
    {
        $bills = $this->database->rows('SELECT kStueckliste AS id FROM tstueckliste WHERE kArtikel = :id', [
            'id' => $partId,
        ]);
        foreach ($bills as $bill) {
            $possible = $this->database->row(
                'SELECT MIN(FLOOR(tartikel.fLagerbestand / part.fAnzahl)) AS number
                    FROM tstueckliste part JOIN tartikel ON tartikel.kArtikel = part.kArtikel
                    WHERE part.kStueckliste = :bill AND part.fAnzahl > 0 AND tartikel.cLagerBeachten = \'Y\' AND tartikel.cLagerKleinerNull <> \'Y\'',
                ['bill' => (int) $bill['id']],
            );
            if (($possible['number'] ?? null) === null) {
                continue;
            }
            $this->database->execute('UPDATE tartikel SET fLagerbestand = GREATEST(fLagerbestand, :possible)
                    WHERE kStueckliste = :bill AND cLagerBeachten = \'Y\'', [
                'possible' => (float) $possible['number'],
                'bill' => (int) $bill['id'],
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

    /** The shop never goes below zero: of an article that was oversold it took only what there was. */
    private static function taken(float $quantity, ?float $before): float
    {
        return $before === null ? $quantity : min($quantity, max(0.0, $before));
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
