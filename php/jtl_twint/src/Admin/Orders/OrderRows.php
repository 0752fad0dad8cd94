<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Orders;

/** The rows of the shop's list of orders, as its templates write them: a cell for the number, another for the payment method. */
final class OrderRows
{
    private const ROW = '#<tr\b[^>]*>(?:(?!<tr\b).)*?</tr>#s';
    private const CELL = '#(<td\b[^>]*>.*?</td>)#s';
    private const END_OF_CELL = '</td>';

    /**
     * Writes each note below the name of the order's payment method. A row that is not as expected stays as it is.
     *
     * @param array<array-key, string> $methods the name of the payment method by order number
     * @param array<array-key, string> $notes HTML by order number
     */
    public static function note(string $page, array $methods, array $notes): string
    {
        return (
            preg_replace_callback(
                self::ROW,
                static fn(array $row): string => self::noted($row[0], $methods, $notes),
                $page,
            ) ?? $page
        );
    }

    /**
     * @param array<array-key, string> $methods
     * @param array<array-key, string> $notes
     */
    private static function noted(string $row, array $methods, array $notes): string
    {
        $parts = preg_split(self::CELL, $row, -1, PREG_SPLIT_DELIM_CAPTURE) ?: [];
        $texts = array_map(self::text(...), $parts);
        $numbers = array_values(array_filter($texts, static fn(string $text): bool => isset($notes[$text])));
        $places = array_keys($texts, self::text($methods[$numbers[0] ?? ''] ?? ''), true);
        if (count($numbers) !== 1 || count($places) !== 1) {
            return $row;
        }
        $cell = $parts[$places[0]];
        $parts[$places[0]] = substr($cell, 0, -strlen(self::END_OF_CELL)) . $notes[$numbers[0]] . self::END_OF_CELL;

        return implode('', $parts);
    }

    private static function text(string $html): string
    {
        return trim(html_entity_decode(strip_tags($html), ENT_QUOTES | ENT_HTML5));
    }
}
