<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\OrderPositions;
use Plugin\jtl_twint\src\Shop\Position;
use Plugin\jtl_twint\src\Shop\PositionKind;

/**
 * The rows that money is moved by. From the first operation on they are ours: Wawi gives the shop's rows new numbers
 * whenever it changes an order.
 */
final class Positions
{
    public function __construct(
        private readonly Database $database,
        private readonly OrderPositions $shop,
    ) {
    }

    /** @return list<Position> */
    public function of(Transaction $transaction): array
    {
        $kept = $this->database->rows('SELECT * FROM xplugin_jtl_twint_position WHERE transaction_id = :id ORDER BY sort', [
            'id' => $transaction->id,
        ]);

        return (
            $kept === []
                ? $this->shop->of($transaction->orderId, $transaction->amount)
                : array_map(self::position(...), $kept)
        );
    }

    /** @param list<Position> $positions */
    public function keep(int $transactionId, array $positions): void
    {
        $this->database->insertAll(
            'xplugin_jtl_twint_position',
            array_map(
                static fn(int $sort, Position $position): array => [
                    'transaction_id' => $transactionId,
                    'id' => $position->id,
                    'sort' => $sort,
                    'kind' => $position->kind->value,
                    'name' => $position->name,
                    'sku' => $position->sku,
                    'vat_rate' => $position->vatRate,
                    'quantity' => $position->quantity,
                    'net' => $position->net,
                    'gross' => $position->gross,
                ],
                array_keys($positions),
                $positions,
            ),
            orLeave: true,
        );
    }

    /** @param array<string, string|null> $row */
    private static function position(array $row): Position
    {
        $number = static fn(string $column): string => is_numeric($row[$column]) ? $row[$column] : '0';

        return new Position(
            (int) $row['id'],
            PositionKind::tryFrom((string) $row['kind']) ?? PositionKind::Surcharge,
            (string) $row['name'],
            (string) $row['sku'],
            $number('vat_rate'),
            $number('quantity'),
            $number('net'),
            $number('gross'),
        );
    }
}
