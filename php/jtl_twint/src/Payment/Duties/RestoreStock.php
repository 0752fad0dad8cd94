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
use Twint\Duty;

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
            if (in_array(Duty::CancelOrder->value, $this->transactions->get($transaction->id)->duties, true)) {
                // Whether there is anything to give back depends on it, and it could not be done just now.
                throw DatabaseException::unexpected('The order has to be cancelled first');
            }
            $before = array_filter($attempts, static fn(Transaction $attempt): bool => $attempt->stockRestored);
            if (
                $state !== null
                && $state->isCancelled()
                && $before === []
                && !$transaction->isReplacedAmong($attempts)
                && $this->giveBack->once($transaction->orderId)
            ) {
                $this->transactions->noteStockRestored($transaction->id);
                $this->events->note($transaction, Initiator::cron(), 'stock_restored');
            }
            $this->transactions->strike($transaction->id, $this->duty());
        });
        $this->giveBack->forgetCached($transaction->orderId);
    }
}
