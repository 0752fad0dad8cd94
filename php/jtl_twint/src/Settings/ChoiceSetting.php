<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** One of a few words. */
final class ChoiceSetting implements Setting
{
    /** @param non-empty-list<string> $words in the order of the list they are chosen from */
    public function __construct(
        private readonly string $name,
        private readonly SettingGroup $group,
        public readonly array $words,
        public readonly string $default,
    ) {
    }

    public function name(): string
    {
        return $this->name;
    }

    public function group(): SettingGroup
    {
        return $this->group;
    }

    public function read(string $stored): string
    {
        return in_array($stored, $this->words, true) ? $stored : $this->default;
    }

    public function refuse(string $typed): ?array
    {
        return in_array($typed, $this->words, true) ? null : ['twint.refused.choice', []];
    }
}
