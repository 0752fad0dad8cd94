<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\UtcTime;

/** What Wawi shows of a payment: attributes of the order, which it fetches with it. */
final class OrderAttributes
{
    private const REFERENCE = 'TWINT Reference';
    private const UUID = 'TWINT UUID';
    private const STATE = 'TWINT State';
    private const FEE = 'TWINT Fee';
    private const REFUNDS = 'TWINT Refunds';

    public function __construct(
        private readonly Database $database,
        private readonly OperationRepository $operations,
    ) {
    }

    /** To be called before Wawi may fetch the order; the payment that counts last is the one that is shown. */
    public function write(Transaction $transaction): void
    {
        $refunds = $this->refunds($transaction);
        foreach ([
            self::REFERENCE => $transaction->reference,
            self::UUID => (string) $transaction->twintUuid,
            self::STATE => $transaction->phase,
            ...($transaction->fee === null ? [] : [self::FEE => $transaction->fee]),
            ...($refunds === '' ? [] : [self::REFUNDS => $refunds]),
        ] as $name => $value) {
            $this->database->execute('INSERT INTO tbestellattribut (kBestellung, cName, cValue) VALUES (:id, :name, :value)
                    ON DUPLICATE KEY UPDATE cValue = :same_value', [
                'id' => $transaction->orderId,
                'name' => $name,
                'value' => $value,
                'same_value' => $value,
            ]);
        }
    }

    /** Where the order shows this payment, it shows it as it stands now. */
    public function renew(Transaction $transaction): void
    {
        $shown = $this->database->row('SELECT cValue FROM tbestellattribut WHERE kBestellung = :id AND cName = :name', [
            'id' => $transaction->orderId,
            'name' => self::REFERENCE,
        ]);
        if (($shown['cValue'] ?? null) === $transaction->reference) {
            $this->write($transaction);
        }
    }

    /** A note such as "2026-11-27 CHF 12.35 10042-1-R5f3a; 2026-11-28 CHF 5.00 10042-1-R77b0". */
    private function refunds(Transaction $transaction): string
    {
        $refunds = array_filter(
            $this->operations->ofTransaction($transaction->id),
            static fn(Operation $operation): bool => (
                $operation->kind === Operation::REFUND
                && $operation->state === Operation::DONE
            ),
        );

        return implode('; ', array_map(
            static fn(Operation $refund): string => (
                // On the merchant's wall.
                UtcTime::onTheWall($refund->createdAt)->format('Y-m-d') . " CHF $refund->amount $refund->reference"
            ),
            $refunds,
        ));
    }
}
