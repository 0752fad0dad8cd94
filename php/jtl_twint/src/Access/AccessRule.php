<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

/** For which payments a set of access data is meant. A condition that names nothing holds for all; which set applies is the core's decision. */
final class AccessRule
{
    /**
     * @param list<string> $languages the shop's codes of three letters
     * @param list<string> $domains hosts at which the shop is visited
     * @param list<int> $customerGroups kKundengruppe
     */
    public function __construct(
        public readonly array $languages = [],
        public readonly array $domains = [],
        public readonly array $customerGroups = [],
    ) {
    }

    public function isForAll(): bool
    {
        return $this->languages === [] && $this->domains === [] && $this->customerGroups === [];
    }

    /** @return array{languages: list<string>, domains: list<string>, customerGroups: list<int>} */
    public function toArray(): array
    {
        return [
            'languages' => $this->languages,
            'domains' => $this->domains,
            'customerGroups' => $this->customerGroups,
        ];
    }
}
