<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** What became of a form; the texts are in the catalogues. */
final class FormResult
{
    private function __construct(
        public readonly bool $ok,
        public readonly string $text,
        public readonly string $detail,
    ) {
    }

    public static function saved(): self
    {
        return new self(true, 'saved', '');
    }

    public static function error(string $text, string $detail = ''): self
    {
        return new self(false, $text, $detail);
    }

    public function message(): string
    {
        return __('twint.' . $this->text) . ($this->detail === '' ? '' : ': ' . $this->detail);
    }
}
