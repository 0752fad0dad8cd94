<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

use Plugin\jtl_twint\src\Payment\PaymentsOfSet;

/** The sets of access data that must work: payments begin with them, or go on with them. */
final class WatchedSets
{
    public function __construct(
        private readonly AccessRepository $sets,
        private readonly PaymentsOfSet $payments,
    ) {
    }

    /** @return list<AccessData> the oldest first */
    public function all(): array
    {
        return array_values(array_filter(
            $this->sets->all(),
            fn(AccessData $set): bool => $set->isOn || $this->payments->areUnsettled($set->id),
        ));
    }
}
