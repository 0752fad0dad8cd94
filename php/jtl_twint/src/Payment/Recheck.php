<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Twint\CancelIntent;
use Twint\Order;
use Twint\Resumption;
use Twint\TwintException;

/**
 * Lays an attempt beside TWINT's order that may be over here. An order is paid once: what TWINT holds for this attempt is
 * taken up again, released, or left for the merchant to pay back, as its other attempts stand.
 */
final class Recheck
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly MerchantFactory $merchants,
        private readonly OrderGateway $orders,
        private readonly OrderAtTwint $orderAtTwint,
        private readonly Settlement $settlement,
    ) {
    }

    /**
     * @return Resumption|null what was decided for an attempt that was over here; null: it was not, or TWINT did not answer
     * @throws ClaimLostException
     */
    public function run(ClaimedPayment $payment): ?Resumption
    {
        $transaction = $payment->transaction();
        if ($transaction->paysOrder()) {
            $this->settlement->run($payment);

            return null;
        }
        try {
            $order = $this->orderAtTwint->of($payment);
        } catch (TwintException|NotConfiguredException|ManyOrdersException|OlderOrderException|OrderGoneException) {
            return null;
        }
        if ($order === null) {
            return null;
        }
        $resumption = \Twint\resumption(
            $transaction->payment(),
            $order,
            $this->isCancelled($transaction),
            $transaction->phasesOfOthers($this->transactions->ofOrder($transaction->orderId)),
        );
        match ($resumption) {
            Resumption::Leave => $this->operations->resolve($transaction->id, Operation::CANCEL, true),
            Resumption::Resume => $this->settlement->resume($payment, $order),
            Resumption::Release => $this->release($payment, $order),
            Resumption::Refund, Resumption::Ask => $this->leaveToMerchant($payment, $order),
        };

        return $resumption;
    }

    /** Whether the order in the shop was cancelled or deleted. */
    private function isCancelled(Transaction $transaction): bool
    {
        return $this->orders->state($transaction->orderId)?->isCancelled() ?? true;
    }

    /** Cancels at TWINT what is over here. Where that fails, the two differ as before, and the reconciliation shows it again. */
    private function release(ClaimedPayment $payment, Order $order): void
    {
        $transaction = $payment->transaction();
        $calls = Operation::calls($this->operations->ofTransaction($transaction->id));
        if (\Twint\is_cancellation_underway($calls)) {
            return;
        }
        $this->operations->resolve($transaction->id, Operation::CANCEL, false);
        $payment->claim->renew();
        $operation = $this->operations->sent(
            $transaction,
            Operation::CANCEL,
            $payment->by,
            intent: CancelIntent::Merchant,
            twintUuid: $order->uuid,
        );
        try {
            \Twint\cancel($this->merchants->for($transaction), $order->uuid);
            $this->operations->finished($operation, Operation::DONE);
            $this->events->note($transaction, $payment->by, 'released');
        } catch (TwintException $exception) {
            $isUnknown = Trouble::mayHaveHappened($exception);
            $this->operations->broke($operation, $isUnknown ? Operation::UNKNOWN : Operation::REFUSED, $exception);
            $this->events->note($transaction, $payment->by, 'cancel_refused', $exception->getMessage());
        }
    }

    private function leaveToMerchant(ClaimedPayment $payment, Order $order): void
    {
        if ($payment->by->word === Initiator::cron()->word && $this->events->has($payment->id(), 'replaced')) {
            // The sweep asks again and again; the merchant has been told.
            return;
        }
        $said = trim(($order->status ?? '') . ' ' . ($order->reason ?? ''));
        $this->events->note($payment->transaction(), $payment->by, 'replaced', $said);
    }
}
