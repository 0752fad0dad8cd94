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
use Twint\StateConflictException;
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
        $away = [];
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
            $concerned = array_filter(
                $payments,
                static fn(ClaimedPayment $payment): bool => !isset($away[self::set($payment)]),
            );
            $away += $this->settleBatch(array_values($concerned), $sweep);
            // TWINT is away for them; they would only wait as long each.
            $this->claims->releaseAll(array_values(array_diff_key($payments, $concerned)), $this->pause());
        } while ($payments !== []);
        if ($away !== []) {
            $sweep->report->complete = false;
        }
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @return array<string, true> the sets of access data of which none got an answer, by set()
     */
    private function settleBatch(array $payments, SweepRun $sweep): array
    {
        $report = $sweep->report;
        $answers = $this->orders->ask($payments);
        $away = self::unanswered($payments, $answers);
        [$cancels, $broken] = $this->cancel($payments, $answers);
        $unchanged = [];
        $waiting = [];
        foreach ($payments as $payment) {
            $row = $payment->transaction();
            $answer = $answers[$row->id] ?? null;
            // Each that is asked about alone may wait for TWINT as long as all the others together.
            if ($answer === null && (isset($away[self::set($payment)]) || !$sweep->inTime())) {
                $waiting[] = $payment;
                continue;
            }
            $report->asked++;
            $report->unanswered += self::isSilence($answer) ? 1 : 0;
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
                if ($answer instanceof Order && Settlement::bringsNothing($payment, $answer)) {
                    $unchanged[] = $payment;

                    return;
                }
                $after = $this->settle($payment, $answer, $cancels[$row->id] ?? null);
                $report->changed += $after->phase === $row->phase ? 0 : 1;
            });
        }
        $this->claims->releaseAll([...$unchanged, ...$waiting], $this->pause());

        return $away;
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @param array<int, Order|TwintException> $answers by the payment's id
     * @return array<string, true> by set()
     */
    private static function unanswered(array $payments, array $answers): array
    {
        $silent = [];
        $heard = [];
        foreach ($payments as $payment) {
            $answer = $answers[$payment->id()] ?? null;
            if (self::isSilence($answer)) {
                $silent[self::set($payment)] = true;
            } elseif ($answer !== null) {
                $heard[self::set($payment)] = true;
            }
        }

        return array_diff_key($silent, $heard);
    }

    private static function isSilence(Order|TwintException|null $answer): bool
    {
        // That it does not know an order is an answer.
        return (
            $answer instanceof TwintException
            && !$answer instanceof StateConflictException
            && $answer->order === null
        );
    }

    private static function set(ClaimedPayment $payment): string
    {
        return $payment->transaction()->access()->place();
    }

    private function pause(): int
    {
        return 1000 * $this->settings->pollIntervalSeconds();
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
