<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** Quantities for the eye: "2" and "1.5", not "2.000000". */
final class Quantity
{
    public static function text(?string $decimal): string
    {
        $text = (string) $decimal;

        return str_contains($text, '.') ? rtrim(rtrim($text, '0'), '.') : $text;
    }

    public static function isNothing(?string $decimal): bool
    {
        return trim((string) $decimal, '0.-') === '';
    }
}
