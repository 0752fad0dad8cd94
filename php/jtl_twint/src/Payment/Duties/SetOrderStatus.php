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
        $payment = $transaction->payment();
        $total = $this->totals->total($transaction->orderId);
        $status = $this->settings->statusFor(\Twint\phase_of_order($payment, $total)->value);
        $isPaid = $transaction->isPaid() && \Twint\is_paid_in_full($payment, $total);
        $this->database->transaction(function () use ($transaction, $payment, $status, $isPaid): void {
            $state = $this->turn->take($transaction->orderId);
            $replacesPaid = \Twint\replaces_paid($payment, $state?->isDated ?? false);
            if ($isPaid) {
                $this->orders->notePaidDate($transaction->orderId);
            }
            if ($state?->isPaid() === true && $replacesPaid && \Twint\is_withheld($payment, false)) {
                // The money that it was called paid for is lost or doubtful.
                $status ??= \BESTELLUNG_STATUS_OFFEN;
            }
            // An attempt that the order does not show has no say.
            if (
                $status !== null
                && $this->transactions->shownOfOrder($transaction->orderId)?->id === $transaction->id
            ) {
                $this->orders->setStatus($transaction->orderId, $status, $replacesPaid);
            }
            $this->attributes->renew($transaction);
            $this->transactions->strike($transaction->id, $this->duty());
        });
    }
}
