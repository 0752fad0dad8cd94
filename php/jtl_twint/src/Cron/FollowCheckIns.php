<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Extension;

/**
 * Takes the next step of the check-ins of TWINT Express whose page nobody looks at: whoever approved in the app has bought, also
 * with the page closed or behind the app. What nobody approved in time ends, and where an order was started its end is noted.
 */
final class FollowCheckIns implements Task
{
    public const NAME = 'express';

    private const BATCH = 32;
    /** An open page asks more often by far. */
    private const UNWATCHED_SECONDS = 20;

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
            $ids = $this->checkIns->unwatched(self::UNWATCHED_SECONDS, self::BATCH, $tried);
            foreach ($ids as $id) {
                if (!$sweep->inTime()) {
                    return;
                }
                $tried[] = $id;
                $this->failing->guard(self::NAME, $id, fn() => $this->turns->look($this->checkIns->get($id)));
            }
        } while (count($ids) === self::BATCH);
    }
}
