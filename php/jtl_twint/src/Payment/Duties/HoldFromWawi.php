<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrderTurn;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\OrderHold;
use Twint\Duty;

final class HoldFromWawi implements DutyHandler
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly OrderTurn $turn,
        private readonly OrderHold $hold,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::HoldFromWawi;
    }

    public function carryOut(Transaction $transaction): void
    {
        $this->database->transaction(function () use ($transaction): void {
            $this->turn->take($transaction->orderId);
            $fresh = $this->transactions->getLocked($transaction->id);
            if (
                \Twint\is_withheld($fresh->payment(), $this->transactions->anotherPays($fresh))
                && $this->hold->hold($fresh->orderId)
            ) {
                $this->events->note($fresh, Initiator::cron(), EventRepository::HELD_AGAIN);
            }
            $this->transactions->strike($transaction->id, $this->duty());
        });
    }
}
