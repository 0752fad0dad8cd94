<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;

/** Reckoned by the database, in decimals, as the shop itself reckons its rows. */
final class JtlOrderPositions implements OrderPositions
{
    /** The shop's prices are net, for one piece, and in its own currency; rates and factors are floats of few digits. */
    private const ROWS = 'SELECT p.kWarenkorbPos AS id, p.nPosTyp AS type, p.cName AS name, p.cArtNr AS sku,
            CAST(COALESCE(p.fMwSt, 0) AS DECIMAL(6,3)) AS vat_rate,
            CAST(p.nAnzahl AS DECIMAL(15,6)) AS quantity,
            ROUND(CAST(p.fPreis * CAST(o.fWaehrungsFaktor AS DECIMAL(12,6)) * p.nAnzahl AS DECIMAL(20,8)), 2) AS net,
            ROUND(CAST(p.fPreis * CAST(o.fWaehrungsFaktor AS DECIMAL(12,6)) * p.nAnzahl
                * (100 + CAST(COALESCE(p.fMwSt, 0) AS DECIMAL(6,3))) / 100 AS DECIMAL(20,8)), 2) AS gross
        FROM tbestellung o JOIN twarenkorbpos p ON p.kWarenkorb = o.kWarenkorb
        WHERE o.kBestellung = :id AND p.nAnzahl > 0';
    /** Credit that was used is negative there. */
    private const CREDIT = 'SELECT ROUND(CAST(fGuthaben * CAST(fWaehrungsFaktor AS DECIMAL(12,6)) AS DECIMAL(20,8)), 2) AS gross
        FROM tbestellung WHERE kBestellung = :id AND fGuthaben <> 0';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function of(int $orderId, string $charged): array
    {
        $rows = $this->database->rows(self::ROWS . ' ORDER BY p.kWarenkorbPos', ['id' => $orderId]);
        if ($rows === []) {
            return [];
        }
        $positions = array_map(self::position(...), $rows);
        $credit = $this->database->row(self::CREDIT, ['id' => $orderId])['gross'] ?? null;
        if ($credit !== null) {
            $positions[] = self::wholeOrder(Position::CREDIT, PositionKind::Credit, $credit);
        }
        $gap =
            $this->database->row(
                'SELECT CAST(:charged AS DECIMAL(12,2)) - COALESCE(SUM(gross), 0) - COALESCE(('
                . self::CREDIT
                . '), 0) AS gap FROM ('
                . str_replace(':id', ':same_id', self::ROWS)
                . ') AS positions',
                ['charged' => $charged, 'id' => $orderId, 'same_id' => $orderId],
            )['gap'] ?? '0.00';
        if ($gap !== '0.00') {
            $positions[] = self::wholeOrder(Position::ROUNDING, PositionKind::Rounding, $gap);
        }

        return $positions;
    }

    /** @param array<string, string|null> $row */
    private static function position(array $row): Position
    {
        $gross = self::number($row['gross']);

        return new Position(
            (int) $row['id'],
            self::kind((int) $row['type'], $gross[0] === '-'),
            (string) $row['name'],
            (string) $row['sku'],
            self::number($row['vat_rate']),
            self::number($row['quantity']),
            self::number($row['net']),
            $gross,
        );
    }

    private static function kind(int $type, bool $isNegative): PositionKind
    {
        return match ($type) {
            \C_WARENKORBPOS_TYP_ARTIKEL => PositionKind::Product,
            \C_WARENKORBPOS_TYP_GRATISGESCHENK => PositionKind::Gift,
            \C_WARENKORBPOS_TYP_VERSANDPOS, \C_WARENKORBPOS_TYP_VERSAND_ARTIKELABHAENGIG => PositionKind::Shipping,
            \C_WARENKORBPOS_TYP_KUPON,
            \C_WARENKORBPOS_TYP_NEUKUNDENKUPON,
            \C_WARENKORBPOS_TYP_GUTSCHEIN,
                => PositionKind::Voucher,
            default => $isNegative ? PositionKind::Discount : PositionKind::Surcharge,
        };
    }

    private static function wholeOrder(int $id, PositionKind $kind, string $gross): Position
    {
        return new Position($id, $kind, '', '', '0.000', '1.000000', self::number($gross), self::number($gross));
    }

    /** @return numeric-string */
    private static function number(?string $decimal): string
    {
        return is_numeric($decimal) ? $decimal : '0.00';
    }
}
