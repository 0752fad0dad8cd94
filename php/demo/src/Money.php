<?php

declare(strict_types=1);

namespace Twint\Demo;

/** Francs as TWINT writes them, Rappen to count with; never a float. */
final class Money
{
    /** Reads amounts that Twint has accepted before, such as `12`, `12.3` or `12.35`. */
    public static function rappen(string $francs): int
    {
        [$whole, $part] = explode('.', "{$francs}.");

        return ((int) $whole * 100) + (int) str_pad($part, 2, '0');
    }

    public static function francs(int $rappen): string
    {
        return sprintf('%d.%02d', intdiv($rappen, 100), $rappen % 100);
    }
}
