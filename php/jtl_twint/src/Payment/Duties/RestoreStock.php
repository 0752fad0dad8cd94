<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrderTurn;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Shop\GiveBack;
use Plugin\jtl_twint\src\Shop\OrderState;
use Twint\Duty;
use Twint\GiveBack as Decision;

/** Once per order, whoever cancelled it, and only of one that Wawi has never seen: it settles the stock of the others. */
final class RestoreStock implements DutyHandler
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly OrderTurn $turn,
        private readonly GiveBack $giveBack,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::RestoreStock;
    }

    public function carryOut(Transaction $transaction): void
    {
        $this->database->transaction(function () use ($transaction): void {
            $state = $this->turn->take($transaction->orderId);
            $attempts = $this->transactions->ofOrderLocked($transaction->orderId);
            $next = \Twint\give_back(
                OrderState::standing($state),
                in_array(Duty::CancelOrder->value, $this->transactions->get($transaction->id)->duties, true),
                array_filter($attempts, static fn(Transaction $attempt): bool => $attempt->stockRestored) !== [],
                $transaction->isReplacedAmong($attempts),
            );
            if ($next === Decision::Wait) {
                throw DatabaseException::unexpected('The order has to be cancelled first');
            }
            if ($next === Decision::Give && $this->giveBack->once($transaction->orderId)) {
                $this->transactions->noteStockRestored($transaction->id);
                $this->events->note($transaction, Initiator::cron(), 'stock_restored');
            }
            $this->transactions->strike($transaction->id, $this->duty());
        });
        $this->giveBack->forgetCached($transaction->orderId);
    }
}
