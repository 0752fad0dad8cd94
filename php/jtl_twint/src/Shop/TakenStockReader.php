<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;

/**
 * Finds out what an order took from the shop's stock: mirrors, position by position, how the shop reduces it for
 * variations, bills of material and parent articles (JTL\Checkout\StockUpdater).
 */
final class TakenStockReader
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** @param list<int> $orderIds */
    public function ofOrders(array $orderIds): TakenStock
    {
        return $this->sum($this->positions($orderIds));
    }

    /**
     * What their positions of one article took, above all of the values of its variations.
     *
     * @param list<int> $orderIds
     */
    public function ofPositionsOf(array $orderIds, int $articleId): TakenStock
    {
        return $this->sum(array_filter(
            $this->positions($orderIds),
            static fn(array $position): bool => (int) $position['kArtikel'] === $articleId,
        ));
    }

    /**
     * @param list<int> $orderIds
     * @return list<array<string, string|null>>
     */
    public function positions(array $orderIds): array
    {
        if ($orderIds === []) {
            return [];
        }

        return $this->database->rows(
            'SELECT p.kWarenkorbPos, p.kArtikel, p.nAnzahl, p.fLagerbestandVorAbschluss
                FROM twarenkorbpos p JOIN tbestellung o ON o.kWarenkorb = p.kWarenkorb
                WHERE o.kBestellung IN ('
            . implode(',', array_map(intval(...), $orderIds))
            . ') AND p.kArtikel > 0 AND p.nPosTyp IN (:article, :gift)
                ORDER BY p.kArtikel, p.kWarenkorbPos',
            ['article' => \C_WARENKORBPOS_TYP_ARTIKEL, 'gift' => \C_WARENKORBPOS_TYP_GRATISGESCHENK],
        );
    }

    /**
     * The articles made of parts, of which the shop counts some, that can be sold less often since the orders took parts of them.
     *
     * @return list<array<string, string|null>> id, bill, and whether more than there is may be sold ('Y'); in the order of their ids
     */
    public function billsWith(TakenStock $taken): array
    {
        $parts = array_keys($taken->articles());

        return (
            $parts === []
                ? []
                : $this->database->rows(
                    'SELECT DISTINCT whole.kArtikel AS id, whole.kStueckliste AS bill, whole.cLagerKleinerNull AS oversold
                FROM tstueckliste part JOIN tartikel whole ON whole.kStueckliste = part.kStueckliste
                WHERE part.kArtikel IN ('
                    . implode(',', $parts)
                    . ') AND whole.cLagerBeachten = \'Y\' ORDER BY whole.kArtikel',
                )
        );
    }

    /**
     * How many of an article made of parts the orders took: those that were ordered, or for which a part is missing.
     *
     * @param bool $isOversold whether more of it than there is may be sold
     */
    public function billsTaken(int $articleId, int $billId, bool $isOversold, TakenStock $taken): float
    {
        $bills = $taken->ofBill($articleId);
        foreach ($this->countedParts($billId) as $part) {
            if (self::limits($part, $isOversold) && (float) $part['number'] > 0) {
                $bills = max($bills, ceil($taken->ofArticle((int) $part['id']) / (float) $part['number']));
            }
        }

        return $bills;
    }

    /** How many of an article made of parts its parts are enough for; null: none limits it. */
    public function billsPossible(int $billId, bool $isOversold): ?float
    {
        $possible = null;
        foreach ($this->countedParts($billId) as $part) {
            if (self::limits($part, $isOversold) && (float) $part['number'] > 0) {
                $possible = min($possible ?? INF, floor((float) $part['stock'] / (float) $part['number']));
            }
        }

        return $possible;
    }

    /**
     * As for the shop, a part of which more than there is may be sold limits only what may be oversold itself.
     *
     * @param array<string, string|null> $part
     */
    private static function limits(array $part, bool $isOversold): bool
    {
        return $part['oversold'] !== 'Y' || $isOversold;
    }

    /**
     * The parts of a bill of material whose stock the shop counts.
     *
     * @return list<array<string, string|null>> id, number in one bill, stock, and whether more than there is may be sold ('Y')
     */
    private function countedParts(int $billId): array
    {
        return $this->database->rows(
            'SELECT part.kArtikel AS id, part.fAnzahl AS number, tartikel.fLagerbestand AS stock, tartikel.cLagerKleinerNull AS oversold
                FROM tstueckliste part JOIN tartikel ON tartikel.kArtikel = part.kArtikel
                WHERE part.kStueckliste = :bill AND tartikel.cLagerBeachten = \'Y\' ORDER BY part.kArtikel',
            ['bill' => $billId],
        );
    }

    /** @param array<array-key, array<string, string|null>> $positions */
    private function sum(array $positions): TakenStock
    {
        $taken = new TakenStock();
        foreach ($positions as $position) {
            $this->add(
                $taken,
                (int) $position['kArtikel'],
                (float) $position['nAnzahl'],
                $position['fLagerbestandVorAbschluss'] === null ? null : (float) $position['fLagerbestandVorAbschluss'],
                $this->chosenValues((int) $position['kWarenkorbPos']),
            );
        }

        return $taken;
    }

    /** @return list<int> ids of the variations' values that were chosen */
    private function chosenValues(int $positionId): array
    {
        $rows = $this->database->rows(
            'SELECT kEigenschaftWert AS id FROM twarenkorbposeigenschaft WHERE kWarenkorbPos = :id AND kEigenschaftWert > 0 ORDER BY kEigenschaftWert',
            ['id' => $positionId],
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** @param list<int> $values chosen */
    private function add(TakenStock $taken, int $id, float $quantity, ?float $before, array $values): void
    {
        $article = $this->database->row('SELECT kVaterArtikel, kStueckliste, fPackeinheit, cLagerBeachten, cLagerVariation FROM tartikel WHERE kArtikel = :id', [
            'id' => $id,
        ]);
        if ($article === null || $article['cLagerBeachten'] !== 'Y' || $quantity <= 0) {
            return;
        }
        $unit = (float) $article['fPackeinheit'];
        if ($article['cLagerVariation'] === 'Y' && $values !== []) {
            foreach ($values as $value) {
                $this->addVariationValue($taken, $value, $quantity);
            }
            $taken->addArticle($id, self::taken($quantity * $unit, $before));

            return;
        }
        if ($unit <= 0) {
            return;
        }
        if ((int) $article['kStueckliste'] > 0) {
            $this->addBillOfMaterial($taken, $id, (int) $article['kStueckliste'], $quantity, $unit);
        } else {
            $taken->addArticle($id, self::taken($quantity * $unit, $before));
        }
        if ((int) $article['kVaterArtikel'] > 0) {
            $taken->addArticle((int) $article['kVaterArtikel'], $quantity * $unit);
        }
    }

    private function addVariationValue(TakenStock $taken, int $valueId, float $quantity): void
    {
        $value = $this->database->row('SELECT fPackeinheit FROM teigenschaftwert WHERE kEigenschaftWert = :id', [
            'id' => $valueId,
        ]);
        $unit = (float) ($value['fPackeinheit'] ?? 0);
        $taken->addVariationValue($valueId, $quantity * ($unit === 0.0 ? 1.0 : $unit));
    }

    /** The shop takes the parts where it counts any, else the article itself. */
    private function addBillOfMaterial(TakenStock $taken, int $id, int $billId, float $quantity, float $unit): void
    {
        $parts = $this->countedParts($billId);
        foreach ($parts as $part) {
            $this->add($taken, (int) $part['id'], $quantity * (float) $part['number'], null, []);
        }
        if ($parts === []) {
            $taken->addArticle($id, $quantity * $unit);
        } else {
            $taken->addBill($id, $quantity * $unit);
        }
    }

    /** The shop never goes below zero: of an article that was oversold it took only what there was. */
    private static function taken(float $quantity, ?float $before): float
    {
        return $before === null ? $quantity : min($quantity, max(0.0, $before));
    }
}
