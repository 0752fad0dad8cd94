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
            && enum_exists('Twint\\Holding')
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

    /** The release file that this PHP needs: "twint-php8.2-nts-linux-x86_64-gnu.so". */
    public static function fileName(): string
    {
        return sprintf(
            'twint-php%d.%d-%s-%s-%s-%s.so',
            PHP_MAJOR_VERSION,
            PHP_MINOR_VERSION,
            PHP_ZTS ? 'zts' : 'nts',
            strtolower(PHP_OS_FAMILY),
            php_uname('m'),
            self::usesMusl() ? 'musl' : 'gnu',
        );
    }

    /** A system may have both C libraries; what counts is the one this process runs with. */
    private static function usesMusl(): bool
    {
        $maps = '/proc/self/maps';

        return (
            PHP_OS_FAMILY === 'Linux'
            && ini_get('open_basedir') === ''
            && is_readable($maps)
            && str_contains((string) file_get_contents($maps), 'ld-musl-')
        );
    }
}
