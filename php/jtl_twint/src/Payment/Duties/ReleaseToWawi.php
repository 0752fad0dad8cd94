<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\OrderTurn;
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
        private readonly OrderTurn $turn,
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
        $this->database->transaction(function () use ($transaction): void {
            $this->turn->take($transaction->orderId);
            $fresh = $this->transactions->getLocked($transaction->id);
            // Where another released it before, it may have been held again since.
            $isMine = $this->transactions->strike($fresh->id, $this->duty());
            if ($isMine && \Twint\is_shippable($fresh->payment(), $this->settings->releasesReserved())) {
                $this->attributes->write($fresh);
                $this->hold->release($fresh->orderId);
            }
        });
    }
}
