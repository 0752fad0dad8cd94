<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Settings\BankAppList;

/** Asks TWINT once a day which bank apps there are. */
final class RenewBankApps implements Task
{
    public const NAME = 'bank_apps';

    public function __construct(
        private readonly BankAppList $bankApps,
    ) {
    }

    public function name(): string
    {
        return self::NAME;
    }

    public function run(SweepRun $sweep): void
    {
        $this->bankApps->renewIfOld();
    }
}
