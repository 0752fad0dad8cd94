<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

use Plugin\jtl_twint\src\Payment\PaymentsOfSet;
use Plugin\jtl_twint\src\Settings\Settings;

/** The sets of access data that must work in the present environment: payments begin with them, or go on with them. */
final class WatchedSets
{
    public function __construct(
        private readonly AccessRepository $sets,
        private readonly PaymentsOfSet $payments,
        private readonly Settings $settings,
    ) {
    }

    /** @return list<AccessData> the oldest first */
    public function all(): array
    {
        $environment = $this->settings->environment();

        return array_values(array_filter(
            $this->sets->all(),
            fn(AccessData $set): bool => $set->isOn || $this->payments->areUnsettledIn($set->in($environment)),
        ));
    }
}
