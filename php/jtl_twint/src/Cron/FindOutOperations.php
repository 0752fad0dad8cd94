<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Rechecked;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Twint\Resumption;

/**
 * Asks TWINT what became of the operations that a lost answer or a crash left without an end, the reconciliation's releases too, and
 * whether it still agrees with what the merchant entered of refunds. What TWINT does not tell rests, the longer the older it is: asking
 * costs up to half a minute each.
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
            fn(Transaction $transaction): bool => (
                $this->manual->findOut($transaction, Initiator::cron())->kind !== OutcomeKind::Unknown
            ),
        );
        $this->each(
            $sweep,
            $this->operations->releasesToFindOut(self::MOST, $this->failing->paused(self::NAME)),
            fn(Transaction $transaction): bool => $this->isOverAtTwint($this->payments->recheck(
                $transaction,
                Initiator::cron(),
            )),
        );
        $this->each(
            $sweep,
            $this->operations->deniedToAsk(self::MOST, $this->failing->paused(self::NAME)),
            function (Transaction $transaction): bool {
                $this->manual->reviewDenials($transaction, Initiator::cron());

                // It notes by itself when to ask again.
                return true;
            },
        );
    }

    /**
     * @param array<int, int> $ages of the oldest operation in seconds, by the transaction
     * @param \Closure(Transaction): bool $findOut whether nothing is left to be found out
     */
    private function each(SweepRun $sweep, array $ages, \Closure $findOut): void
    {
        foreach ($ages as $id => $age) {
            if (!$sweep->inTime()) {
                return;
            }
            $this->failing->guard(self::NAME, $id, function () use ($id, $age, $findOut): void {
                if (!$findOut($this->transactions->get($id))) {
                    $this->failing->rest(self::NAME, $id, \Twint\unknown_outcome_pause($age));
                }
            });
            $sweep->report->asked++;
        }
    }

    private function isOverAtTwint(Rechecked $rechecked): bool
    {
        return match ($rechecked->resumption) {
            Resumption::Leave, Resumption::Resume => true,
            null, Resumption::Release, Resumption::Refund, Resumption::Ask => false,
        };
    }
}
