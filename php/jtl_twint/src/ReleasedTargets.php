<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src;

/** The PHPs for which a release has a file. Written by php/released-targets.php out of release/matrix.json. */
final class ReleasedTargets
{
    private const ALL = [
        'php8.2-arm64-linux-glibc',
        'php8.2-x86_64-linux-glibc',
        'php8.2-x86_64-linux-glibc-zts',
        'php8.2-x86_64-linux-musl',
        'php8.3-arm64-linux-glibc',
        'php8.3-x86_64-linux-glibc',
        'php8.3-x86_64-linux-musl',
        'php8.4-arm64-linux-glibc',
        'php8.4-x86_64-linux-glibc',
        'php8.4-x86_64-linux-musl',
        'php8.5-arm64-linux-glibc',
        'php8.5-x86_64-linux-glibc',
        'php8.5-x86_64-linux-musl',
    ];

    /** @param string $target in the words of PIE, as Extension::target() says it */
    public static function has(string $target): bool
    {
        return in_array($target, self::ALL, true);
    }
}
