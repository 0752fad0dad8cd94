<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Database;

/** What Wawi shows of a payment: attributes of the order, which it fetches with it. */
final class OrderAttributes
{
    private const REFERENCE = 'TWINT Reference';
    private const UUID = 'TWINT UUID';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** To be called before Wawi may fetch the order; the payment that counts last is the one that is shown. */
    public function write(Transaction $transaction): void
    {
        foreach ([
            self::REFERENCE => $transaction->reference,
            self::UUID => (string) $transaction->twintUuid,
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
}
