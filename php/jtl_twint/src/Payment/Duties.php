<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Payment\Duties\CancelOrder;
use Plugin\jtl_twint\src\Payment\Duties\DutyHandler;
use Plugin\jtl_twint\src\Payment\Duties\HoldFromWawi;
use Plugin\jtl_twint\src\Payment\Duties\NoteGuarantee;
use Plugin\jtl_twint\src\Payment\Duties\NotifyAdmin;
use Plugin\jtl_twint\src\Payment\Duties\RecordPayment;
use Plugin\jtl_twint\src\Payment\Duties\ReleaseToWawi;
use Plugin\jtl_twint\src\Payment\Duties\RestoreStock;
use Plugin\jtl_twint\src\Payment\Duties\SendConfirmation;
use Plugin\jtl_twint\src\Payment\Duties\SendMail;
use Plugin\jtl_twint\src\Payment\Duties\SetOrderStatus;
use Psr\Log\LoggerInterface;
use Twint\Duty;

/**
 * Does in the shop what a new phase asks for. Each duty may be done again without harm, and is struck off the row only
 * when done; what a crash leaves behind, the sweep finishes. They are judged by the phase of the moment, not by the one
 * that asked for them.
 */
final class Duties
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly LoggerInterface $logger,
        private readonly HoldFromWawi $holdFromWawi,
        private readonly NoteGuarantee $noteGuarantee,
        private readonly RecordPayment $recordPayment,
        private readonly SetOrderStatus $setOrderStatus,
        private readonly CancelOrder $cancelOrder,
        private readonly RestoreStock $restoreStock,
        private readonly ReleaseToWawi $releaseToWawi,
        private readonly SendConfirmation $sendConfirmation,
        private readonly SendMail $sendMail,
        private readonly NotifyAdmin $notifyAdmin,
    ) {
    }

    /** @return Transaction as it stands afterwards; with duties left where one could not be done */
    public function perform(Transaction $transaction): Transaction
    {
        if ($transaction->duties === []) {
            return $transaction;
        }
        foreach (Duty::cases() as $duty) {
            if (in_array($duty->value, $transaction->duties, true)) {
                $this->carryOut($this->handler($duty), $transaction);
            }
        }

        return $this->transactions->getLocked($transaction->id);
    }

    private function handler(Duty $duty): DutyHandler
    {
        return match ($duty) {
            Duty::HoldFromWawi => $this->holdFromWawi,
            Duty::NoteGuarantee => $this->noteGuarantee,
            Duty::RecordPayment => $this->recordPayment,
            Duty::SetOrderStatus => $this->setOrderStatus,
            Duty::CancelOrder => $this->cancelOrder,
            Duty::RestoreStock => $this->restoreStock,
            Duty::ReleaseToWawi => $this->releaseToWawi,
            Duty::SendConfirmation => $this->sendConfirmation,
            Duty::SendMail => $this->sendMail,
            Duty::NotifyAdmin => $this->notifyAdmin,
        };
    }

    private function carryOut(DutyHandler $handler, Transaction $transaction): void
    {
        try {
            $handler->carryOut($transaction);
        } catch (\Throwable $exception) {
            // The others must not wait for it; the sweep comes back.
            $this->logger->error('TWINT {reference}: {duty} is still to be done: {error}', [
                'reference' => $transaction->reference,
                'duty' => $handler->duty()->value,
                'error' => $exception->getMessage(),
            ]);
        }
    }
}
