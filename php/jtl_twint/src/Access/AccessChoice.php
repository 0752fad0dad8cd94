<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\BuyersCircumstances;

/**
 * With which access data a payment begins: the core decides by the rules. Where none is meant for it, it does not begin; its
 * money is never somebody else's. Only where Extension::isUsable().
 */
final class AccessChoice
{
    public function __construct(
        private readonly AccessRepository $sets,
        private readonly BuyersCircumstances $circumstances,
        private readonly Settings $settings,
    ) {
    }

    /** For whoever looks at the shop now; null: none is meant for them. */
    public function forVisitor(): ?AccessKey
    {
        return $this->by($this->circumstances->ofVisitor());
    }

    /**
     * For an order, whoever pays it and in whatever language they look at it. An order stays with the access data of its attempts
     * while those are on: its domain is known of the first only.
     *
     * @param int|null $before the set of its latest attempt
     */
    public function forOrder(Bestellung $order, string $language, ?int $before): AccessKey
    {
        $same = $before === null ? null : $this->sets->find($before);

        return $same !== null && $same->isOn
            ? $same->in($this->settings->environment())
            : $this->by($this->circumstances->ofOrder($order, $language)) ?? new AccessKey(
                AccessKey::NONE,
                $this->settings->environment(),
            );
    }

    private function by(Circumstances $at): ?AccessKey
    {
        $set = \Twint\applying_access(self::rules($this->sets->on()), $at->language, $at->domain, $at->customerGroup);

        return $set === null ? null : new AccessKey($set, $this->settings->environment());
    }

    /**
     * Which of them never applies, and the one that always comes first instead.
     *
     * @return array<int, AccessData> by the id of the one that never applies
     */
    public function covered(): array
    {
        $on = $this->sets->on();
        $covered = [];
        foreach ($on as $set) {
            $by = \Twint\access_covered_by(self::rules($on), $set->id);
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
