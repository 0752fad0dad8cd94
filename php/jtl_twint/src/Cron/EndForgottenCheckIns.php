<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Express\CheckIn;
use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Extension;

/**
 * Ends the check-ins of TWINT Express whose page nobody has looked at for as long as a buyer may take, and with them forgets what
 * was handed over of the buyer; where an order was started, notes how its payment ended.
 */
final class EndForgottenCheckIns implements Task
{
    public const NAME = 'express';

    private const BATCH = 32;

    public function __construct(
        private readonly CheckInRepository $checkIns,
        private readonly CheckIns $turns,
        private readonly FailingItems $failing,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        if (!Extension::isUsable()) {
            return;
        }
        $this->checkIns->clear();
        // One that TWINT does not answer about is due again at once: each is tried once a sweep.
        $tried = $this->failing->paused(self::NAME);
        do {
            $ids = $this->checkIns->forgotten(CheckIn::PATIENCE_SECONDS, self::BATCH, $tried);
            foreach ($ids as $id) {
                if (!$sweep->inTime()) {
                    return;
                }
                $tried[] = $id;
                $this->failing->guard(self::NAME, $id, fn() => $this->turns->end(
                    $this->checkIns->get($id),
                    CheckIns::LEFT,
                ));
            }
        } while (count($ids) === self::BATCH);
    }
}
