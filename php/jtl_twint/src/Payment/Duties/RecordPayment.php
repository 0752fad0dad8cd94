<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\IncomingPayments;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Twint\Duty;

/** One incoming payment for what was captured since the last one, whoever else tries the same. */
final class RecordPayment implements DutyHandler
{
    private const ORDER_GONE = 'The order is not in the shop any more; the payment could not be recorded.';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly OrderGateway $orders,
        private readonly IncomingPayments $payments,
        private readonly Notifier $notifier,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::RecordPayment;
    }

    public function carryOut(Transaction $transaction): void
    {
        $order = $this->orders->load($transaction->orderId);
        if ($order === null) {
            // Deleted, in Wawi for instance: there is nothing to record it on.
            $this->events->note($transaction, Initiator::cron(), 'duty_dropped', self::ORDER_GONE);
            $this->transactions->strike($transaction->id, $this->duty());
            $this->notifier->attention($transaction, self::ORDER_GONE);

            return;
        }
        $this->database->transaction(function () use ($transaction, $order): void {
            $locked = $this->transactions->getLocked($transaction->id);
            /** @var numeric-string|null */
            $amount = \Twint\unrecorded_amount($locked->payment(), $locked->paymentRecorded);
            if ($amount !== null) {
                $note = trim($locked->reference . ' ' . ($locked->twintUuid ?? ''));
                // TWINT says one fee for all parts; it is told with the last.
                $this->payments->record($order, $amount, $note, \Twint\fee_due($locked->payment()) ? $locked->fee : null);
                $this->transactions->noteRecorded($locked->id, $locked->captured);
            }
            $this->transactions->strike($transaction->id, $this->duty());
        });
    }
}
