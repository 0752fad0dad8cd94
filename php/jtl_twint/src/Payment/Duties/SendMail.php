<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Twint\Duty;
use Twint\Mail;

/** Struck off before it is sent: a lost mail is a pity, a second one a nuisance. */
final class SendMail implements DutyHandler
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly Settings $settings,
        private readonly OrderGateway $orders,
        private readonly OrderTotals $totals,
        private readonly MailGateway $mails,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::SendMail;
    }

    public function carryOut(Transaction $transaction): void
    {
        if (!$this->transactions->strike($transaction->id, $this->duty())) {
            return;
        }
        $mail = \Twint\mail_of(
            $transaction->payment(),
            OrderState::standing($this->orders->state($transaction->orderId)),
            $this->totals->total($transaction->orderId),
            $this->transactions->anotherPays($transaction),
            $this->settings->mailsRefunds(),
        );
        match ($mail) {
            null => null,
            Mail::PaymentReceived => $this->mails->paymentReceived($transaction->orderId),
            Mail::PartReceived => $this->mails->partReceived($transaction),
            Mail::PaymentReserved => $this->mails->paymentReserved($transaction),
            Mail::PaymentRefunded => $this->mails->paymentRefunded($transaction, $this->lastRefund($transaction)),
            Mail::PaymentNotMade => $this->mails->paymentNotMade($transaction),
            Mail::OrderCancelled => $this->mails->orderCancelled($transaction->orderId, true),
            Mail::OrderGivenUp => $this->mails->orderGivenUp($transaction),
            Mail::OrderCancelledIfTicked => $this->mails->orderCancelled($transaction->orderId),
        };
    }

    /** @return numeric-string */
    private function lastRefund(Transaction $transaction): string
    {
        return $this->operations->latest($transaction->id, Operation::REFUND)->amount ?? $transaction->refunded;
    }
}
