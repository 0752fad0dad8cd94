<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Decimal;
use Twint\Prices;

/** From the rows of the basket; the extension reckons what they come to. */
final class JtlOrderPositions implements OrderPositions
{
    /** The shop's prices and credits are floats. */
    private const CREDIT = 'SELECT CAST(fGuthaben AS DECIMAL(14,4)) AS credit FROM tbestellung WHERE kBestellung = :id';
    private const ROWS = 'SELECT p.kWarenkorbPos AS id, p.nPosTyp AS type, p.cName AS name, p.cArtNr AS sku,
            CAST(COALESCE(p.fMwSt, 0) AS DECIMAL(6,3)) AS vat_rate,
            CAST(p.nAnzahl AS DECIMAL(15,6)) AS quantity,
            CAST(p.fPreis AS DECIMAL(20,10)) AS price
        FROM tbestellung o JOIN twarenkorbpos p ON p.kWarenkorb = o.kWarenkorb
        WHERE o.kBestellung = :id AND p.nAnzahl > 0 ORDER BY p.kWarenkorbPos';

    public function __construct(
        private readonly Database $database,
        private readonly OrderRates $rates,
    ) {
    }

    public function of(int $orderId, string $charged): array
    {
        $rows = $this->rows($orderId);
        $prices = $this->prices($orderId, $rows, $charged);
        if ($prices === null) {
            return [];
        }
        $positions = array_map(self::position(...), $rows, $prices->rows);
        if ($prices->credit !== '0.00') {
            $positions[] = self::wholeOrder(Position::CREDIT, PositionKind::Credit, $prices->credit);
        }
        if ($prices->rounding !== '0.00') {
            $positions[] = self::wholeOrder(Position::ROUNDING, PositionKind::Rounding, $prices->rounding);
        }

        return $positions;
    }

    public function addUp(int $orderId, string $total): bool
    {
        return $this->prices($orderId, $this->rows($orderId), $total)->addsUp ?? false;
    }

    /** @return list<array<string, string|null>> */
    private function rows(int $orderId): array
    {
        return $this->database->rows(self::ROWS, ['id' => $orderId]);
    }

    /**
     * @param list<array<string, string|null>> $rows
     * @return Prices|null null where the order was deleted
     */
    private function prices(int $orderId, array $rows, string $charged): ?Prices
    {
        $order = $this->database->row(self::CREDIT, ['id' => $orderId]);
        $rate = $this->rates->of($orderId);
        if ($order === null || $rate === null || $rows === []) {
            return null;
        }

        return \Twint\price_rows(
            array_map(static fn(array $row): array => [
                'price' => (string) $row['price'],
                'quantity' => (string) $row['quantity'],
                'vatRate' => (string) $row['vat_rate'],
            ], $rows),
            $rate,
            (string) $order['credit'],
            $charged,
        );
    }

    /**
     * @param array<string, string|null> $row
     * @param array{net: numeric-string, gross: numeric-string} $priced
     */
    private static function position(array $row, array $priced): Position
    {
        return new Position(
            (int) $row['id'],
            self::kind((int) $row['type'], $priced['gross'][0] === '-'),
            (string) $row['name'],
            (string) $row['sku'],
            Decimal::of($row['vat_rate']),
            Decimal::of($row['quantity']),
            $priced['net'],
            $priced['gross'],
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
        return new Position($id, $kind, '', '', '0.000', '1.000000', Decimal::of($gross), Decimal::of($gross));
    }
}
