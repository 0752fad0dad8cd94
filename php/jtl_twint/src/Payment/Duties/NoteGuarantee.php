<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\Settings;
use Twint\Duty;

final class NoteGuarantee implements DutyHandler
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::NoteGuarantee;
    }

    public function carryOut(Transaction $transaction): void
    {
        $this->transactions->noteGuarantee($transaction->id, $this->settings->guaranteeDays());
        $this->transactions->strike($transaction->id, $this->duty());
    }
}
