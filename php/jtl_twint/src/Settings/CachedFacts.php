<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Persistence\FactStore;

/**
 * What is kept only so that it need not be asked, read or counted again. A newer version may understand it otherwise than the older
 * one that wrote it, so an update forgets it. Everything else that is remembered stays: who the shop is, what a merchant reads, how
 * far something has come, what was mailed.
 */
final class CachedFacts
{
    private const NAMES = [BankAppList::FACT, BankAppList::TRIED, PhaseCounts::FACT, AlarmWatch::LOOKED];

    public function __construct(
        private readonly FactStore $facts,
        private readonly ConnectionFacts $known,
    ) {
    }

    public function forget(): void
    {
        $this->known->forgetAll();
        foreach (self::NAMES as $name) {
            $this->facts->forget($name);
        }
    }
}
