<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderAttributes;
use Plugin\jtl_twint\src\Shop\OrderHold;
use Twint\Duty;

final class ReleaseToWawi implements DutyHandler
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
        private readonly OrderHold $hold,
        private readonly OrderAttributes $attributes,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::ReleaseToWawi;
    }

    public function carryOut(Transaction $transaction): void
    {
        $isShippable = \Twint\is_shippable($transaction->payment(), $this->settings->releasesReserved());
        $this->database->transaction(function () use ($transaction, $isShippable): void {
            if ($isShippable) {
                $this->attributes->write($transaction);
                $this->hold->release($transaction->orderId);
            }
            $this->transactions->strike($transaction->id, $this->duty());
        });
    }
}
