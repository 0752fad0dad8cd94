<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\NotPayableException;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\PhaseBook;
use Plugin\jtl_twint\src\Payment\Starter;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Twint\Actor;
use Twint\Event;

/** Ends orders that were placed without an attempt coming of it: the process died in between. */
final class EndOrdersWithoutAttempt implements Task
{
    private const BATCH = 32;

    public function __construct(
        private readonly OrderGateway $orders,
        private readonly Starter $starter,
        private readonly PaymentService $payments,
        private readonly OperationRepository $operations,
        private readonly PhaseBook $book,
        private readonly Settings $settings,
    ) {
    }

    public function run(SweepRun $sweep): void
    {
        foreach ($this->orders->forgotten($this->settings->giveUpAfterMinutes(), self::BATCH) as $orderId) {
            if (!$sweep->inTime()) {
                return;
            }
            if ($this->end($orderId)) {
                $sweep->report->forgotten++;
            }
        }
    }

    private function end(int $orderId): bool
    {
        $order = $this->orders->load($orderId);
        if ($order === null) {
            return false;
        }
        try {
            [$transaction, $claim] = $this->starter->note($order, 'ger');
        } catch (NotPayableException) {
            return false;
        }
        if ($claim === null) {
            return false;
        }
        // It is older than the buyer's time to try again, so it ends with this.
        $this->payments->endUnderClaim($transaction->id, $claim, function (Transaction $fresh) use (
            $claim,
        ): Transaction {
            $this->operations->resolve($fresh->id, Operation::START, false);
            $failed = $this->book->apply($fresh, $claim, Event::StartRefused, Actor::Cron, '', [
                'reason' => 'forgotten',
            ]);

            return $this->book->apply($failed, $claim, Event::GivenUp, Actor::Cron, '');
        });

        return true;
    }
}
