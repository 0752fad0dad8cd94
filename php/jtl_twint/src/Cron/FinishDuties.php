<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/** Does in the shop what a crash or a trouble of the shop has left undone. */
final class FinishDuties implements Task
{
    public const NAME = 'duties';

    private const MOST = 200;

    public function __construct(
        private readonly TransactionRepository $transactions,
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
        foreach ($this->transactions->withUndoneDuties(self::MOST, $this->failing->paused(self::NAME)) as $id) {
            if (!$sweep->inTime()) {
                return;
            }
            $this->failing->guard(self::NAME, $id, fn() => $this->finish($id));
            $sweep->report->duties++;
        }
    }

    private function finish(int $id): void
    {
        $left = $this->payments->finishDuties($id);
        if ($left !== []) {
            // Why is in the log already.
            throw new \RuntimeException('Still to be done in the shop: ' . implode(', ', $left));
        }
    }
}
