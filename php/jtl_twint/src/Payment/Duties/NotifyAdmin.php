<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Shop\Notifier;
use Twint\Duty;

final class NotifyAdmin implements DutyHandler
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Notifier $notifier,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::NotifyAdmin;
    }

    public function carryOut(Transaction $transaction): void
    {
        $this->notifier->attention($transaction);
        $this->transactions->strike($transaction->id, $this->duty());
    }
}
