<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** Amounts for the eye. */
final class Chf
{
    /** @return string such as "CHF 1'234.50" */
    public static function text(?string $amount): string
    {
        return $amount === null || $amount === '' ? '' : 'CHF ' . self::number($amount);
    }

    /** @return string such as "1'234.50" */
    public static function number(string $amount): string
    {
        return (string) preg_replace('/\B(?=(\d{3})+(?=\.|$))/', "'", $amount);
    }

    /**
     * The same in words, so that a slipped decimal point is seen before money moves.
     *
     * @return string empty where PHP has no intl, or one that cannot spell
     */
    public static function words(string $amount, string $language): string
    {
        $speller = class_exists(\NumberFormatter::class)
            ? \NumberFormatter::create($language, \NumberFormatter::SPELLOUT)
            : null;
        if ($speller === null) {
            return '';
        }
        [$francs, $rappen] = explode('.', $amount) + ['0', '00'];
        // In German "ein", not "eins"; other languages have no such rule and keep theirs.
        $speller->setTextAttribute(\NumberFormatter::DEFAULT_RULESET, '%spellout-cardinal-masculine');

        return (int) $rappen === 0
            ? sprintf(__('twint.tx.words.francs'), self::spell($speller, $francs))
            : sprintf(
                __('twint.tx.words.francsRappen'),
                self::spell($speller, $francs),
                self::spell($speller, $rappen),
            );
    }

    /** Without the soft hyphens, and with the Swiss "ss". */
    private static function spell(\NumberFormatter $speller, string $digits): string
    {
        return str_replace(["\u{00AD}", 'ß'], ['', 'ss'], (string) $speller->format((int) $digits));
    }
}
