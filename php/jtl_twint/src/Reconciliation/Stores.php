<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;

/** Whose books are laid side by side: each System ID that payments begin with, or began with in the days that are looked at. */
final class Stores
{
    public function __construct(
        private readonly AccessRepository $sets,
        private readonly MerchantFactory $merchants,
        private readonly OwnRecords $own,
    ) {
    }

    /**
     * @return list<AccessKey> one for each System ID; one without a usable certificate too, so that it is noticed
     */
    public function in(string $environment, \DateTimeImmutable $from, \DateTimeImmutable $to): array
    {
        $keys = [];
        // Of two with one System ID, that which is on.
        foreach ([...$this->sets->on(), ...$this->sets->all()] as $set) {
            $access = $set->in($environment);
            $store = $this->storeOf($access);
            if ($set->isOn || $store !== null && $this->isUsed($environment, $store, $from, $to)) {
                $keys[$store ?? $access->name('unknown')] ??= $access;
            }
        }

        return array_values($keys);
    }

    private function isUsed(
        string $environment,
        string $store,
        \DateTimeImmutable $from,
        \DateTimeImmutable $to,
    ): bool {
        return $this->own->hasAny($environment, $store, $from->format('Y-m-d H:i:s'), $to->format('Y-m-d H:i:s'));
    }

    private function storeOf(AccessKey $access): ?string
    {
        try {
            return strtolower($this->merchants->storeUuid($access));
        } catch (NotConfiguredException) {
            return null;
        }
    }
}
