<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimedWork;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrdersAtTwint;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\SentCancel;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\Settings;
use Twint\Order;
use Twint\TwintException;

/** Asks TWINT about the payments that are open, many at once, and does what follows. */
final class SettleOpenPayments implements Task
{
    public const NAME = 'settle';

    private const BATCH = 32;
    /** Longer than a batch of which every call runs into its timeout. */
    private const CLAIM_SECONDS = 60;

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Claims $claims,
        private readonly ClaimedWork $work,
        private readonly Settlement $settlement,
        private readonly OrdersAtTwint $orders,
        private readonly Settings $settings,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $now = $this->transactions->now();
        $paused = $this->failing->paused(self::NAME);
        do {
            if (!$sweep->inTime()) {
                return;
            }
            $payments = $this->claims->takeDue(
                Phases::UNSETTLED,
                $now,
                self::BATCH,
                self::CLAIM_SECONDS,
                $paused,
                Initiator::cron(),
            );
            $unanswered = $this->settleBatch($payments, $sweep->report);
            if ($payments !== [] && $unanswered === count($payments)) {
                // TWINT is away; the rest would only wait as long each.
                $sweep->report->complete = false;

                return;
            }
        } while ($payments !== []);
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @return int how many got no answer
     */
    private function settleBatch(array $payments, SweepReport $report): int
    {
        $answers = $this->orders->ask($payments);
        [$cancels, $broken] = $this->cancel($payments, $answers);
        $unchanged = [];
        $unanswered = 0;
        foreach ($payments as $payment) {
            $row = $payment->transaction();
            $answer = $answers[$row->id] ?? null;
            $report->asked++;
            $unanswered += $answer instanceof TwintException && $answer->order === null ? 1 : 0;
            $this->failing->guard(self::NAME, $row->id, function () use (
                $payment,
                $row,
                $answer,
                $cancels,
                $broken,
                $report,
                &$unchanged,
            ): void {
                if (isset($broken[$row->id])) {
                    throw $broken[$row->id];
                }
                if ($answer instanceof Order && Settlement::isNothingNew($row, $answer)) {
                    $unchanged[] = $payment;

                    return;
                }
                $after = $this->settle($payment, $answer, $cancels[$row->id] ?? null);
                $report->changed += $after->phase === $row->phase ? 0 : 1;
            });
        }
        $this->claims->releaseAll($unchanged, 1000 * $this->settings->pollIntervalSeconds());
        $report->unanswered += $unanswered;

        return $unanswered;
    }

    private function settle(
        ClaimedPayment $payment,
        Order|TwintException|null $answer,
        ?SentCancel $cancel,
    ): Transaction {
        return $this->work->doOrThrow($payment, fn(ClaimedPayment $payment) => $answer === null
            ? $this->settlement->run($payment)
            : $this->settlement->continueWith($payment, $answer, $cancel));
    }

    /**
     * Whatever expired, right after it was asked about.
     *
     * @param list<ClaimedPayment> $payments
     * @param array<int, Order|TwintException> $answers by the row's id
     * @return array{array<int, SentCancel>, array<int, \Throwable>} by the row's id: what was sent, and what broke off
     */
    private function cancel(array $payments, array $answers): array
    {
        $operations = [];
        $expired = [];
        $broken = [];
        foreach ($payments as $payment) {
            $order = $answers[$payment->id()] ?? null;
            try {
                $operation = $order instanceof Order ? $this->settlement->noteCancel($payment, $order) : null;
            } catch (ClaimLostException) {
                continue;
            } catch (\Throwable $exception) {
                $broken[$payment->id()] = $exception;
                continue;
            }
            if ($operation !== null) {
                $operations[$payment->id()] = $operation;
                $expired[] = $payment;
            }
        }
        $answers = $this->orders->cancel($expired);
        $sent = [];
        foreach ($expired as $payment) {
            $answer = $answers[$payment->id()] ?? null;
            if ($answer !== null) {
                $sent[$payment->id()] = new SentCancel($operations[$payment->id()], $answer);
            }
        }

        return [$sent, $broken];
    }
}
