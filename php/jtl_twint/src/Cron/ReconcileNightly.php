<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;

/** Lays TWINT's books beside ours, once a night. */
final class ReconcileNightly implements Task
{
    public const NAME = 'reconcile';

    public function __construct(
        private readonly Reconciliation $reconciliation,
        private readonly PhaseCounts $counts,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        if ($this->reconciliation->nightly($sweep->now)) {
            $this->counts->count();
        }
    }
}
