<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** A whole number within a range. */
final class NumberSetting implements Setting
{
    /** @param 'seconds'|'minutes'|'days'|'calls' $unit */
    public function __construct(
        private readonly string $name,
        private readonly SettingGroup $group,
        public readonly int $default,
        public readonly int $least,
        public readonly int $most,
        public readonly string $unit,
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
        $number = self::parse($stored);

        return (string) ($number === null ? $this->default : max($this->least, min($this->most, $number)));
    }

    public function refuse(string $typed): ?array
    {
        $number = self::parse($typed);

        return (
            $number !== null && $number >= $this->least && $number <= $this->most
                ? null
                : ['twint.refused.number', [$this->least, $this->most]]
        );
    }

    private static function parse(string $text): ?int
    {
        return ctype_digit($text) && strlen($text) < 10 ? (int) $text : null;
    }
}
