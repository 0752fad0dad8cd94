<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/** Does in the shop what a crash or a trouble of the shop has left undone. */
final class FinishDuties implements Task
{
    private const MOST = 200;

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly PaymentService $payments,
    ) {
    }

    public function run(SweepRun $sweep): void
    {
        foreach ($this->transactions->withUndoneDuties(self::MOST) as $id) {
            if (!$sweep->inTime()) {
                return;
            }
            $this->payments->finishDuties($id);
            $sweep->report->duties++;
        }
    }
}
