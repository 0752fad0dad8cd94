<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\OrderTurn;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderAttributes;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Twint\Duty;

/** What the order shows of its payment: the shop's status and date, and the attributes that Wawi reads. */
final class SetOrderStatus implements DutyHandler
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
        private readonly OrderTurn $turn,
        private readonly OrderGateway $orders,
        private readonly OrderTotals $totals,
        private readonly OrderAttributes $attributes,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::SetOrderStatus;
    }

    public function carryOut(Transaction $transaction): void
    {
        $total = $this->totals->total($transaction->orderId);
        $this->database->transaction(function () use ($transaction, $total): void {
            $state = $this->turn->take($transaction->orderId);
            $fresh = $this->transactions->getLocked($transaction->id);
            $shows = \Twint\order_status(
                $fresh->payment(),
                $total,
                OrderState::standing($state),
                $state?->isDated ?? false,
                $this->transactions->shownOfOrder($transaction->orderId)?->id === $transaction->id,
            );
            if ($shows->notesPaidDate) {
                $this->orders->notePaidDate($transaction->orderId);
            }
            $status = $shows->statusPhase === null ? null : $this->settings->statusFor($shows->statusPhase->value);
            $status ??= $shows->reopens ? \BESTELLUNG_STATUS_OFFEN : null;
            if ($status !== null) {
                $this->orders->setStatus($transaction->orderId, $status, $shows->replacesPaid);
            }
            $this->attributes->renew($fresh);
            $this->transactions->strike($transaction->id, $this->duty());
        });
    }
}
