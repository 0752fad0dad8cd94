<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Checkout\SentLinks;
use Plugin\jtl_twint\src\Checkout\Thanks;
use Plugin\jtl_twint\src\Checkout\VisitTable;
use Plugin\jtl_twint\src\Payment\Details;
use Plugin\jtl_twint\src\Persistence\CommitMark;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;

/** Erases what need not be kept any longer, a little at a time. */
final class ForgetDetails implements Task
{
    public const NAME = 'forget_details';

    private const EVERY_SECONDS = 50;

    public function __construct(
        private readonly Details $details,
        private readonly VisitTable $visits,
        private readonly SentLinks $links,
        private readonly Thanks $thanks,
        private readonly Throttle $throttle,
        private readonly Database $database,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        if ($this->throttle->allows(Throttled::ForgettingDetails, self::EVERY_SECONDS)) {
            $this->visits->clear();
            $this->links->forgetOld();
            $this->thanks->forgetOld();
            $this->details->forget();
            CommitMark::clear($this->database);
        }
    }
}
