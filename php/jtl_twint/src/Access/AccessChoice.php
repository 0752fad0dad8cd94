<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\BuyersCircumstances;

/**
 * With which access data a payment begins: the core decides by the rules of all, also of those that are off. Where none is meant for
 * it, or the one that is meant is off, it does not begin; its money is never somebody else's. Only where Extension::isUsable().
 */
final class AccessChoice
{
    public function __construct(
        private readonly AccessRepository $sets,
        private readonly BuyersCircumstances $circumstances,
        private readonly Settings $settings,
    ) {
    }

    /** For whoever looks at the shop now; null: none is meant for them, or it is off. */
    public function forVisitor(): ?AccessKey
    {
        return $this->by($this->circumstances->ofVisitor());
    }

    /**
     * For an order, whoever pays it and in whatever language they look at it. An order stays with the access data of its attempts
     * until those are deleted, also where they are off: its domain is known of the first only.
     *
     * @param int|null $before the set of its latest attempt that had one
     */
    public function forOrder(Bestellung $order, string $language, ?int $before): AccessKey
    {
        $same = $before === null ? null : $this->sets->find($before);
        $key = $same === null ? $this->by($this->circumstances->ofOrder($order, $language)) : $this->ifOn($same);

        return $key ?? new AccessKey(AccessKey::NONE, $this->settings->environment());
    }

    private function by(Circumstances $at): ?AccessKey
    {
        $id = \Twint\applying_access(self::rules($this->sets->all()), $at->language, $at->domain, $at->customerGroup);
        $set = $id === null ? null : $this->sets->find($id);

        return $set === null ? null : $this->ifOn($set);
    }

    private function ifOn(AccessData $set): ?AccessKey
    {
        return $set->isOn ? $set->in($this->settings->environment()) : null;
    }

    /**
     * Which of those that are on never applies, and the one, on or off, that always comes first instead.
     *
     * @return array<int, AccessData> by the id of the one that never applies
     */
    public function covered(): array
    {
        $rules = self::rules($this->sets->all());
        $covered = [];
        foreach ($this->sets->on() as $set) {
            $by = \Twint\access_covered_by($rules, $set->id);
            $first = $by === null ? null : $this->sets->find($by);
            if ($first !== null) {
                $covered[$set->id] = $first;
            }
        }

        return $covered;
    }

    /**
     * @param list<AccessData> $sets
     * @return list<array{id: int, languages: list<string>, domains: list<string>, customerGroups: list<int>}>
     */
    private static function rules(array $sets): array
    {
        return array_map(static fn(AccessData $set): array => ['id' => $set->id] + $set->rule->toArray(), $sets);
    }
}
