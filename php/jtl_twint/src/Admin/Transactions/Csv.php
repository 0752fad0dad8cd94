<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** Lines that Excel, LibreOffice and Numbers read alike, and never as formulas. */
final class Csv
{
    /** So that Excel takes the file for UTF-8. */
    public const START = "\u{FEFF}";

    /** @param array<string> $cells */
    public static function line(array $cells): string
    {
        return implode(';', array_map(self::cell(...), $cells)) . "\r\n";
    }

    private static function cell(string $text): string
    {
        $isAmount = preg_match('/^-\d+\.\d\d$/D', $text) === 1;
        if (!$isAmount && preg_match('/^\s*[=+\-@\t\r|%]/u', $text) === 1) {
            $text = "'" . $text;
        }

        return preg_match('/[;"\r\n\']/', $text) === 1 ? '"' . str_replace('"', '""', $text) . '"' : $text;
    }
}
