<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Documentation;

/** The names of places in the manual, as its tab has them and links to it need them. */
final class Anchor
{
    /** All ids of ours begin with "twint-": the page has more of them, of the shop and of other tabs. */
    private const PREFIX = 'twint-manual-';

    /** @param string $anchor as the manual's own links name it: the heading's words with hyphens */
    public static function of(string $anchor): string
    {
        return self::PREFIX . $anchor;
    }

    public static function ofHeading(string $heading): string
    {
        $words = (string) preg_replace('/[^\p{L}\p{N} _-]+/u', '', mb_strtolower($heading));

        return self::of(str_replace(' ', '-', $words));
    }

    public static function ofMessage(string $message): string
    {
        return self::of('m-' . hash('crc32b', self::plain($message)));
    }

    /** Without what Markdown means by its marks, on which a text and its HTML differ. */
    public static function plain(string $text): string
    {
        return trim((string) preg_replace('/[*_`\\\\]|\s+(?=\s)/u', '', $text));
    }
}
