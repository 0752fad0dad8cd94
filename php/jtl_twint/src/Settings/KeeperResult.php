<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** How a certificate fared on its way into use: a word for the catalogues ("twint.certificate.<word>") and what belongs to it. */
final class KeeperResult
{
    private function __construct(
        public readonly bool $saved,
        public readonly string $word,
        public readonly string $detail,
    ) {
    }

    public static function saved(string $word = 'saved', string $detail = ''): self
    {
        return new self(true, $word, $detail);
    }

    /** Nothing was changed. */
    public static function refused(string $word, string $detail = ''): self
    {
        return new self(false, $word, $detail);
    }
}
