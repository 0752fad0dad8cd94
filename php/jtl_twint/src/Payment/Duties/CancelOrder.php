<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\CancellationMail;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrderTurn;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Payment\UnpaidOrders;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Twint\Duty;
use Twint\UnpaidOrder;

final class CancelOrder implements DutyHandler
{
    /** The event of an order that the merchant was told to look after. */
    public const ORDER_LEFT = 'order_left';

    private const LEFT = 'Nothing was paid, and Wawi may have the order: unless it is paid otherwise, cancel it there.';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly OrderTurn $turn,
        private readonly UnpaidOrders $unpaid,
        private readonly OrderGateway $orders,
        private readonly CancellationMail $mail,
        private readonly Notifier $notifier,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::CancelOrder;
    }

    public function carryOut(Transaction $transaction): void
    {
        $next = $this->database->transaction(function () use ($transaction): UnpaidOrder {
            $state = $this->turn->take($transaction->orderId);
            $fresh = $this->transactions->getLocked($transaction->id);
            $next = $this->unpaid->next($fresh, $state, $this->transactions->anotherPays($fresh));
            if ($next === UnpaidOrder::Cancel) {
                $this->orders->cancel($transaction->orderId);
            }
            $this->transactions->strike($transaction->id, $this->duty());

            return $next;
        });
        match ($next) {
            UnpaidOrder::Keep => null,
            // It was held again after it was given up.
            UnpaidOrder::Wait, UnpaidOrder::LeaveToMerchant => $this->leaveToMerchant($transaction),
            UnpaidOrder::Cancel => $this->tell($transaction),
        };
    }

    private function leaveToMerchant(Transaction $transaction): void
    {
        $this->events->note($transaction, Initiator::cron(), self::ORDER_LEFT, self::LEFT);
        $this->notifier->attention($transaction, self::LEFT);
    }

    private function tell(Transaction $transaction): void
    {
        $this->events->note($transaction, Initiator::cron(), 'order_cancelled');
        $this->mail->send(
            $transaction->orderId,
            $this->mailIsPromised($transaction),
            $this->events->buyerGaveUp($transaction->id) ? $transaction : null,
        );
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
}
