<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The backend's texts as gettext would find them. */
final class Catalogue
{
    private const FOLDER = __DIR__ . '/../../../php/jtl_twint/locale/';

    /** @var array<string, array<string, string>> */
    private static array $read = [];
    private static bool $isLoaded = true;

    /** @return list<string> the languages that the backend speaks, as JTL-Shop names their folders */
    public static function locales(): array
    {
        return array_map(basename(...), glob(self::FOLDER . '*', GLOB_ONLYDIR) ?: []);
    }

    /** @return array<string, string> what the shop would translate with now */
    public static function loaded(): array
    {
        return self::$isLoaded ? self::of('en-GB') : [];
    }

    /**
     * Before the shop has loaded our catalogue, as in a visitor's request and in cron's.
     *
     * @template T
     * @param \Closure(): T $do
     * @return T
     */
    public static function unloaded(\Closure $do): mixed
    {
        self::$isLoaded = false;
        try {
            return $do();
        } finally {
            self::$isLoaded = true;
        }
    }

    /** @return array<string, string> */
    public static function of(string $locale): array
    {
        return self::$read[$locale] ??= self::read($locale);
    }

    /** @return array<string, string> */
    private static function read(string $locale): array
    {
        $file = self::FOLDER . $locale . '/base.po';
        preg_match_all('/^msgid "(.+)"\nmsgstr "(.*)"$/m', (string) file_get_contents($file), $found, PREG_SET_ORDER);
        $texts = [];
        foreach ($found as [, $key, $text]) {
            $texts[stripcslashes($key)] = stripcslashes($text);
        }

        return $texts;
    }
}
