<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Plugin\jtl_twint\src\Payment\OrderTurn;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\OrderAttributes;

/** Fees that TWINT says only after the money was captured. The incoming payment, which Wawi may have fetched, keeps what it had. */
final class LateFees
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly OrderTurn $turn,
        private readonly OrderAttributes $attributes,
    ) {
    }

    public function note(string $twintUuid, string $fee): void
    {
        $transaction = $this->transactions->withOtherFee($twintUuid, $fee);
        if ($transaction === null) {
            return;
        }
        $this->database->transaction(function () use ($transaction, $twintUuid, $fee): void {
            $this->turn->take($transaction->orderId);
            $this->transactions->noteFee($twintUuid, $fee);
            $this->attributes->renew($this->transactions->getLocked($transaction->id));
        });
    }
}
