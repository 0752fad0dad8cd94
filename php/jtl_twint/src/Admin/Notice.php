<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Health\Sentence;

/** What became of a form, in a sentence or several at the top of its tab. */
final class Notice
{
    public readonly string $text;

    /**
     * @param 'success'|'warning'|'danger'|'info' $kind Bootstrap's word
     * @param list<Said> $said
     */
    private function __construct(
        public readonly string $kind,
        public readonly array $said,
        /** What happened, in the developers' language: for the support. */
        public readonly string $detail = '',
    ) {
        $this->text = implode(' ', array_map(static fn(Said $one): string => $one->text, $said));
    }

    public static function success(string|Sentence $says): self
    {
        return new self('success', [Said::of($says)]);
    }

    public static function warning(string|Sentence $says): self
    {
        return new self('warning', [Said::of($says)]);
    }

    public static function error(string|Sentence ...$says): self
    {
        return new self('danger', array_map(Said::of(...), array_values($says)));
    }

    /** The same, and what went wrong besides it. */
    public function besides(?self $trouble): self
    {
        return (
            $trouble === null ? $this : new self($trouble->kind, [...$this->said, ...$trouble->said], $trouble->detail)
        );
    }

    public function withDetail(string $detail): self
    {
        return new self($this->kind, $this->said, $detail);
    }
}
