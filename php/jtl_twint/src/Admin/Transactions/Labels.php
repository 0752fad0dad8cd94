<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** The catalogue's text for a word of the tables; the word itself where TWINT brought one that nobody has translated. */
final class Labels
{
    public static function text(string $group, ?string $word): string
    {
        if ($word === null || $word === '') {
            return '';
        }
        $key = 'twint.tx.' . $group . '.' . $word;
        $text = __($key);

        return $text === $key ? $word : $text;
    }
}
