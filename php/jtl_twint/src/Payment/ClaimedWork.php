<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Psr\Log\LoggerInterface;

/** Does something at a claimed payment: what is still to be done in the shop before it and after it, then the claim is given back. */
final class ClaimedWork
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly Duties $duties,
        private readonly Pace $pace,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * What breaks the work off is logged; what was written is written, and the sweep comes back for the rest.
     *
     * @param callable(ClaimedPayment): void $work
     */
    public function do(ClaimedPayment $payment, callable $work): Transaction
    {
        return $this->logged($this->attempt($payment, $work));
    }

    /**
     * The same for an attempt that is made just now, where a buyer waits for the work: what the shop owes with it comes after.
     *
     * @param callable(ClaimedPayment): void $work
     */
    public function doFirst(ClaimedPayment $payment, callable $work): Transaction
    {
        return $this->logged($this->attempt($payment, $work, false));
    }

    /**
     * The same for the sweep, which counts what keeps failing: what broke the work off is thrown once the claim is given back.
     *
     * @param callable(ClaimedPayment): void $work
     * @throws \Throwable
     */
    public function doOrThrow(ClaimedPayment $payment, callable $work): Transaction
    {
        [$transaction, $trouble] = $this->attempt($payment, $work);

        return $trouble === null ? $transaction : throw $trouble;
    }

    /**
     * Does the last that is to be done for an attempt, which rests from then on. What breaks off, or is not to be done yet, is done by
     * a later sweep.
     *
     * @param callable(ClaimedPayment): bool $work whether that was all
     * @throws \Throwable what broke it off
     */
    public function end(ClaimedPayment $payment, callable $work): void
    {
        $isOver = false;
        $this->doOrThrow($payment, static function (ClaimedPayment $fresh) use ($work, &$isOver): void {
            $isOver = $work($fresh);
        });
        if ($isOver) {
            $this->transactions->rest($payment->id());
        }
    }

    /** @param array{Transaction, \Throwable|null} $outcome */
    private function logged(array $outcome): Transaction
    {
        [$transaction, $trouble] = $outcome;
        if ($trouble !== null) {
            $this->logger->error('TWINT {reference}: {error}', [
                'reference' => $transaction->reference,
                'error' => $trouble->getMessage(),
            ]);
        }

        return $transaction;
    }

    /**
     * @param callable(ClaimedPayment): void $work
     * @return array{Transaction, \Throwable|null} the payment afterwards, and what broke the work off
     */
    private function attempt(ClaimedPayment $payment, callable $work, bool $afterDuties = true): array
    {
        $began = hrtime(true);
        $trouble = null;
        try {
            if ($payment->claim->reread()->duties !== [] && $afterDuties) {
                $this->duties->perform($payment->transaction());
                $payment->claim->reread();
            }
            $work($payment);
        } catch (ClaimLostException) {
            return [$payment->claim->reread(), null];
        } catch (\Throwable $exception) {
            $trouble = $exception;
        }
        $transaction = $this->duties->perform($payment->claim->reread());
        $took = (int) ((hrtime(true) - $began) / 1_000_000);

        return [$payment->claim->release($this->pace->millisecondsToNext($transaction, $took)), $trouble];
    }
}
