<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** What became of a form, in a sentence at the top of its tab. */
final class Notice
{
    /** @param 'success'|'warning'|'danger'|'info' $kind Bootstrap's word */
    private function __construct(
        public readonly string $kind,
        public readonly string $text,
        /** What happened, in the developers' language: for the support. */
        public readonly string $detail = '',
    ) {
    }

    public static function success(string $text): self
    {
        return new self('success', $text);
    }

    public static function warning(string $text): self
    {
        return new self('warning', $text);
    }

    public static function error(string $text): self
    {
        return new self('danger', $text);
    }

    /** The same, and what went wrong besides it. */
    public function besides(?self $trouble): self
    {
        return $trouble === null
            ? $this
            : new self($trouble->kind, $this->text . ' ' . $trouble->text, $trouble->detail);
    }

    public function withDetail(string $detail): self
    {
        return new self($this->kind, $this->text, $detail);
    }
}
