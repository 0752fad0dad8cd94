<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/**
 * Asks TWINT what became of the operations that a lost answer or a crash left without an end, the reconciliation's releases too, and
 * whether it still agrees with what the merchant entered of refunds.
 */
final class FindOutOperations implements Task
{
    public const NAME = 'find_out';

    private const MOST = 50;

    public function __construct(
        private readonly OperationRepository $operations,
        private readonly TransactionRepository $transactions,
        private readonly ManualOperations $manual,
        private readonly PaymentService $payments,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $this->each(
            $sweep,
            $this->operations->toFindOut(self::MOST, $this->failing->paused(self::NAME)),
            fn(Transaction $transaction) => $this->manual->findOut($transaction, Initiator::cron()),
        );
        $this->each(
            $sweep,
            $this->operations->releasesToFindOut(self::MOST, $this->failing->paused(self::NAME)),
            fn(Transaction $transaction) => $this->payments->recheck($transaction, Initiator::cron()),
        );
        $this->each(
            $sweep,
            $this->operations->deniedToAsk(self::MOST, $this->failing->paused(self::NAME)),
            fn(Transaction $transaction) => $this->manual->reviewDenials($transaction, Initiator::cron()),
        );
    }

    /**
     * @param list<int> $ids of transactions
     * @param \Closure(Transaction): mixed $findOut
     */
    private function each(SweepRun $sweep, array $ids, \Closure $findOut): void
    {
        foreach ($ids as $id) {
            if (!$sweep->inTime()) {
                return;
            }
            $this->failing->guard(self::NAME, $id, fn() => $findOut($this->transactions->get($id)));
            $sweep->report->asked++;
        }
    }
}
