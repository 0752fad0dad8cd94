<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src;

/**
 * Whether the PHP extension is there and of a version that this plugin understands.
 * Until isUsable() has said so, nothing may touch a symbol of the namespace Twint.
 */
final class Extension
{
    public const NAME = 'twint';
    public const MINIMUM_VERSION = '0.1.0';

    private static ?bool $usable = null;

    public static function isUsable(): bool
    {
        return self::$usable ??=
            self::isLoaded()
            && version_compare(self::version(), self::MINIMUM_VERSION, '>=')
            // An early build may carry a fitting number without all that is needed.
            && enum_exists('Twint\\EndWish')
            && function_exists('Twint\\transition');
    }

    public static function isLoaded(): bool
    {
        return extension_loaded(self::NAME);
    }

    public static function version(): string
    {
        return phpversion(self::NAME) ?: '';
    }

    /** The build that this PHP needs, in the words of the release files: "PHP 8.2, NTS, Linux x86_64". */
    public static function neededBuild(): string
    {
        return sprintf(
            'PHP %d.%d, %s, %s %s',
            PHP_MAJOR_VERSION,
            PHP_MINOR_VERSION,
            PHP_ZTS ? 'ZTS' : 'NTS',
            PHP_OS_FAMILY,
            php_uname('m'),
        );
    }
}
