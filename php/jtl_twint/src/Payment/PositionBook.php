<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;

/** What was captured and refunded of each position, by operations that were carried out. */
final class PositionBook
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** @return array<int, array{capturedQuantity: string, capturedAmount: string, refundedQuantity: string, refundedAmount: string}> */
    public function of(int $transactionId): array
    {
        $rows = $this->database->rows("SELECT p.position_id,
                    SUM(IF(o.kind = 'capture', p.quantity, 0)) AS captured_quantity,
                    SUM(IF(o.kind = 'capture', p.amount, 0)) AS captured_amount,
                    SUM(IF(o.kind = 'refund', p.quantity, 0)) AS refunded_quantity,
                    SUM(IF(o.kind = 'refund', p.amount, 0)) AS refunded_amount
                FROM xplugin_jtl_twint_operation o JOIN xplugin_jtl_twint_operation_position p ON p.operation_id = o.id
                WHERE o.transaction_id = :id AND o.state = 'done'
                GROUP BY p.position_id", ['id' => $transactionId]);
        $book = [];
        foreach ($rows as $row) {
            $book[(int) $row['position_id']] = [
                'capturedQuantity' => (string) $row['captured_quantity'],
                'capturedAmount' => (string) $row['captured_amount'],
                'refundedQuantity' => (string) $row['refunded_quantity'],
                'refundedAmount' => (string) $row['refunded_amount'],
            ];
        }

        return $book;
    }

    /** @param list<array{id: int, quantity: string, amount: string}> $portions of Twint\Quote */
    public function note(int $operationId, array $portions): void
    {
        $this->database->insertAll('xplugin_jtl_twint_operation_position', array_map(
            static fn(array $portion): array => [
                'operation_id' => $operationId,
                'position_id' => $portion['id'],
                'quantity' => $portion['quantity'],
                'amount' => $portion['amount'],
            ],
            $portions,
        ));
    }
}
