<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\GiveBack;
use Plugin\jtl_twint\src\Shop\IncomingPayments;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Psr\Log\LoggerInterface;
use Twint\Duty;

/**
 * Does in the shop what a new phase asks for. Each duty may be done again without harm, and is struck off the row only
 * when done; what a crash leaves behind, the sweep finishes. They are judged by the phase of the moment, not by the one
 * that asked for them.
 */
final class Duties
{
    private const CONFIRMATION_SENT = 'confirmation_sent';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly Settings $settings,
        private readonly OrderGateway $orders,
        private readonly GiveBack $giveBack,
        private readonly IncomingPayments $payments,
        private readonly MailGateway $mails,
        private readonly Notifier $notifier,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** @return list<Duty> all, in the order in which they are done */
    public static function inOrder(): array
    {
        return [
            Duty::HoldFromWawi,
            Duty::NoteGuarantee,
            Duty::RecordPayment,
            Duty::SetOrderStatus,
            Duty::CancelOrder,
            Duty::RestoreStock,
            Duty::ReleaseToWawi,
            Duty::SendConfirmation,
            Duty::SendMail,
            Duty::NotifyAdmin,
        ];
    }

    /** @return Transaction as it stands afterwards; with duties left where one could not be done */
    public function perform(Transaction $transaction): Transaction
    {
        if ($transaction->duties === []) {
            return $transaction;
        }
        foreach (self::inOrder() as $duty) {
            if (!in_array($duty->value, $transaction->duties, true)) {
                continue;
            }
            try {
                $this->one($transaction, $duty);
            } catch (\Throwable $exception) {
                // The others must not wait for it; the sweep comes back.
                $this->logger->error('TWINT {reference}: {duty} is still to be done: {error}', [
                    'reference' => $transaction->reference,
                    'duty' => $duty->value,
                    'error' => $exception->getMessage(),
                ]);
            }
        }

        return $this->transactions->get($transaction->id);
    }

    private function one(Transaction $transaction, Duty $duty): void
    {
        match ($duty) {
            Duty::RecordPayment => $this->recordPayment($transaction),
            Duty::SetOrderStatus => $this->setOrderStatus($transaction),
            Duty::ReleaseToWawi => $this->release($transaction),
            Duty::HoldFromWawi => $this->hold($transaction),
            Duty::SendConfirmation => $this->sendConfirmation($transaction),
            Duty::SendMail => $this->sendMail($transaction),
            Duty::CancelOrder => $this->cancelOrder($transaction),
            Duty::RestoreStock => $this->restoreStock($transaction),
            Duty::NotifyAdmin => $this->notify($transaction),
            Duty::NoteGuarantee => $this->noteGuarantee($transaction),
        };
    }

    /** One incoming payment for what was captured since the last one, whoever else tries the same. */
    private function recordPayment(Transaction $transaction): void
    {
        $order = $this->orders->load($transaction->orderId);
        if ($order === null) {
            // Deleted, in Wawi for instance: there is nothing to record it on.
            $this->strikeAs(
                $transaction,
                Duty::RecordPayment,
                'The order is not in the shop any more; the payment could not be recorded.',
            );

            return;
        }
        $this->database->transaction(function () use ($transaction, $order): void {
            $locked = $this->transactions->getLocked($transaction->id);
            $amount = $this->transactions->unrecorded($transaction->id);
            if ($amount !== null) {
                $this->payments->record($order, $amount, trim($locked->reference . ' ' . ($locked->twintUuid ?? '')));
                $this->transactions->noteRecorded($transaction->id);
            }
            $this->transactions->strike($transaction->id, Duty::RecordPayment->value);
        });
    }

    private function setOrderStatus(Transaction $transaction): void
    {
        $status = $this->settings->statusFor($transaction->phase);
        $this->database->transaction(function () use ($transaction, $status): void {
            if ($transaction->isPaid() && $transaction->phase !== 'partially_captured') {
                $this->orders->notePaidDate($transaction->orderId);
            }
            // An older attempt has no say about the order any more.
            if ($status !== null && $this->isLatest($transaction)) {
                $this->orders->setStatus($transaction->orderId, $status);
            }
            $this->transactions->strike($transaction->id, Duty::SetOrderStatus->value);
        });
    }

    private function release(Transaction $transaction): void
    {
        // An immediate payment that is only approved is captured a moment later, or not at all.
        $shippable =
            $transaction->isSuccessful()
            && $transaction->phase !== 'refunded'
            && ($transaction->phase !== 'authorised' || $this->settings->releasesReserved());
        $this->database->transaction(function () use ($transaction, $shippable): void {
            if ($shippable) {
                $this->orders->release($transaction->orderId);
            }
            $this->transactions->strike($transaction->id, Duty::ReleaseToWawi->value);
        });
    }

    private function hold(Transaction $transaction): void
    {
        $this->database->transaction(function () use ($transaction): void {
            // First the order, then its attempts, as everybody.
            $this->orders->lock($transaction->orderId);
            if (!$transaction->isSuccessful() && !$this->anotherCounts($transaction)) {
                $this->orders->hold($transaction->orderId);
            }
            $this->transactions->strike($transaction->id, Duty::HoldFromWawi->value);
        });
    }

    /** Once: a payment of which the buyer approved the reservation is captured later, too. */
    private function sendConfirmation(Transaction $transaction): void
    {
        $isWanted = $transaction->isSuccessful() && $this->settings->holdsConfirmationMail();
        $isFirst = $this->database->transaction(function () use ($transaction, $isWanted): bool {
            $isMine = $this->transactions->strike($transaction->id, Duty::SendConfirmation->value);
            $isFirst = $isMine && $isWanted && !$this->events->has($transaction->id, self::CONFIRMATION_SENT);
            if ($isFirst) {
                $this->events->note($transaction, Initiator::cron(), self::CONFIRMATION_SENT);
            }

            return $isFirst;
        });
        if ($isFirst) {
            $this->mails->orderConfirmation($transaction->orderId);
        }
    }

    /** Struck off before it is sent: a lost mail is a pity, a second one a nuisance. */
    private function sendMail(Transaction $transaction): void
    {
        if (!$this->transactions->strike($transaction->id, Duty::SendMail->value)) {
            return;
        }
        if ($transaction->phase === 'partially_refunded' || $transaction->phase === 'refunded') {
            if ($this->settings->mailsRefunds()) {
                $this->mails->paymentRefunded($transaction);
            }
        } elseif ($transaction->isPaid()) {
            $this->mails->paymentReceived($transaction->orderId);
        } elseif ($transaction->isSuccessful()) {
            $this->mails->paymentReserved($transaction);
        } elseif (
            in_array($transaction->phase, ['pending', 'cancelled', 'failed'], true)
            && !$this->anotherCounts($transaction)
        ) {
            $this->tellNotPaid($transaction);
        }
    }

    private function tellNotPaid(Transaction $transaction): void
    {
        $state = $this->orders->state($transaction->orderId);
        if ($state !== null && $state->isCancelled()) {
            // An attempt that waits again has an end to come, which tells.
            if ($transaction->phase !== 'pending') {
                $this->mails->orderCancelled($transaction->orderId, true);
            }
        } elseif ($state !== null && $state->isOpen()) {
            $this->mails->paymentNotMade($transaction);
        }
    }

    /** Only an order that nobody else is paying. One that Wawi may have is the merchant's to cancel, in Wawi. */
    private function cancelOrder(Transaction $transaction): void
    {
        $left = false;
        $cancelled = $this->database->transaction(function () use ($transaction, &$left): bool {
            $state = $this->orders->lock($transaction->orderId);
            $over =
                $state !== null
                && ($state->isOpen() || $state->isShipped())
                && !$transaction->paysOrder()
                && !$this->anotherCounts($transaction);
            $cancel = $over && $state->isOpen() && $state->isHeld();
            $left = $over && !$cancel;
            if ($cancel) {
                $this->orders->cancel($transaction->orderId);
            }
            $this->transactions->strike($transaction->id, Duty::CancelOrder->value);

            return $cancel;
        });
        if ($left) {
            $message = 'Nothing was paid, and Wawi may have the order: unless it is paid otherwise, cancel it there.';
            $this->events->note($transaction, Initiator::cron(), 'order_left', $message);
            $this->notifier->attention($transaction, $message);
        }
        if ($cancelled) {
            $this->events->note($transaction, Initiator::cron(), 'order_cancelled');
            if (!$this->mailIsPromised($transaction)) {
                // Whoever was told that the order stands is told that it does not, whatever else the merchant ticked.
                $this->mails->orderCancelled($transaction->orderId, !$this->settings->holdsConfirmationMail());
            }
        }
    }

    /** With this attempt or another: then it is a duty of its own, which says the same. */
    private function mailIsPromised(Transaction $transaction): bool
    {
        foreach ([$transaction, ...$this->transactions->ofOrder($transaction->orderId)] as $attempt) {
            if (in_array(Duty::SendMail->value, $attempt->duties, true)) {
                return true;
            }
        }

        return false;
    }

    /** Once per order, whoever cancelled it, and only of one that Wawi has never seen: it settles the stock of the others. */
    private function restoreStock(Transaction $transaction): void
    {
        $this->database->transaction(function () use ($transaction): void {
            $state = $this->orders->lock($transaction->orderId);
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
                && !$this->anotherCounts($transaction)
                && $this->giveBack->once($transaction->orderId)
            ) {
                $this->transactions->noteStockRestored($transaction->id);
                $this->events->note($transaction, Initiator::cron(), 'stock_restored');
            }
            $this->transactions->strike($transaction->id, Duty::RestoreStock->value);
        });
        $this->giveBack->forgetCached($transaction->orderId);
    }

    private function notify(Transaction $transaction): void
    {
        $this->notifier->attention($transaction);
        $this->transactions->strike($transaction->id, Duty::NotifyAdmin->value);
    }

    private function noteGuarantee(Transaction $transaction): void
    {
        $this->transactions->noteGuarantee($transaction->id, $this->settings->guaranteeDays());
        $this->transactions->strike($transaction->id, Duty::NoteGuarantee->value);
    }

    private function isLatest(Transaction $transaction): bool
    {
        return $this->transactions->latestOfOrder($transaction->orderId)?->id === $transaction->id;
    }

    /** Whether another attempt to pay the same order is on its way or has arrived. */
    private function anotherCounts(Transaction $transaction): bool
    {
        return $transaction->isReplacedAmong($this->transactions->ofOrderLocked($transaction->orderId));
    }

    private function strikeAs(Transaction $transaction, Duty $duty, string $message): void
    {
        $this->events->note($transaction, Initiator::cron(), 'duty_dropped', $message);
        $this->transactions->strike($transaction->id, $duty->value);
        $this->notifier->attention($transaction, $message);
    }
}
