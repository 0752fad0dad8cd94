<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The backend's texts as gettext would find them. */
final class Catalogue
{
    /** @var array<string, array<string, string>> */
    private static array $read = [];

    /** @return array<string, string> */
    public static function of(string $locale): array
    {
        return self::$read[$locale] ??= self::read($locale);
    }

    /** @return array<string, string> */
    private static function read(string $locale): array
    {
        $file = dirname(__DIR__, 3) . '/php/jtl_twint/locale/' . $locale . '/base.po';
        preg_match_all('/^msgid "(.+)"\nmsgstr "(.*)"$/m', (string) file_get_contents($file), $found, PREG_SET_ORDER);
        $texts = [];
        foreach ($found as [, $key, $text]) {
            $texts[stripcslashes($key)] = stripcslashes($text);
        }

        return $texts;
    }
}
