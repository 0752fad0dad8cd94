<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** A line of text; empty is always allowed and means "none". */
final class TextSetting implements Setting
{
    /**
     * @param string $pattern what it must look like
     * @param string $refusal the sentence for what does not
     * @param bool $file whether it names a file that must be there
     */
    public function __construct(
        private readonly string $name,
        private readonly SettingGroup $group,
        public readonly int $most,
        private readonly string $pattern = '/^[^\p{C}]*$/uD',
        private readonly string $refusal = 'twint.refused.text',
        private readonly bool $file = false,
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
        return mb_strlen($stored) <= $this->most && preg_match($this->pattern, $stored) === 1 ? $stored : '';
    }

    public function refuse(string $typed): ?array
    {
        if ($typed === '') {
            return null;
        }
        if (mb_strlen($typed) > $this->most) {
            return ['twint.refused.long', [$this->most]];
        }
        $good = preg_match($this->pattern, $typed) === 1 && (!$this->file || is_file($typed) && is_readable($typed));

        return $good ? null : [$this->refusal, []];
    }
}
