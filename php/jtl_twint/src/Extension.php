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
    /** The first that this plugin may not understand any more, its test versions included. */
    public const BELOW_VERSION = '0.2.0-dev';

    private static ?bool $usable = null;

    public static function isUsable(): bool
    {
        return self::$usable ??= self::isLoaded() && self::understands(self::version());
    }

    /** Whether the plugin was written for an extension of this version. */
    public static function understands(string $version): bool
    {
        return version_compare($version, self::MINIMUM_VERSION, '>=') && !self::isTooNew($version);
    }

    /** Then it is the plugin that has to be updated. */
    public static function isTooNew(string $version): bool
    {
        return version_compare($version, self::BELOW_VERSION, '>=');
    }

    public static function isLoaded(): bool
    {
        return extension_loaded(self::NAME);
    }

    public static function version(): string
    {
        return phpversion(self::NAME) ?: '';
    }

    /** The part of a release's file names that this PHP needs, in the words of PIE: "php8.2-x86_64-linux-glibc". */
    public static function target(): string
    {
        return sprintf(
            'php%d.%d-%s-%s-%s%s%s',
            PHP_MAJOR_VERSION,
            PHP_MINOR_VERSION,
            strtr(strtolower(php_uname('m')), ['aarch64' => 'arm64', 'amd64' => 'x86_64']),
            strtolower(PHP_OS_FAMILY),
            self::usesMusl() ? 'musl' : 'glibc',
            PHP_DEBUG ? '-debug' : '',
            PHP_ZTS ? '-zts' : '',
        );
    }

    /** The file of a release that this PHP needs, by its name: "php_twint-0.1.0_php8.2-x86_64-linux-glibc.tgz". */
    public static function fileName(string $version): string
    {
        return 'php_twint-' . $version . '_' . self::target() . '.tgz';
    }

    /** Whether there is one. */
    public static function isReleased(): bool
    {
        return ReleasedTargets::has(self::target());
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
