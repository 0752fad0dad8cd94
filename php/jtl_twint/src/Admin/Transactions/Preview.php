<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Twint\Quote;

/** What a form that moves money comes to while somebody fills it in. */
final class Preview
{
    private const NO_AMOUNT = '–';
    /** Nothing is typed yet. */
    private const NOTHING = 'nothing';

    /** @return array{sum: string, left: string, problem: string} as the page shows it */
    public static function of(Quote $quote): array
    {
        return [
            'sum' => $quote->amount === null ? self::NO_AMOUNT : Chf::number($quote->amount),
            'left' => Chf::number($quote->openAfter),
            'problem' =>
                $quote->refusal === null || $quote->refusal === self::NOTHING
                    ? ''
                    : __('twint.refusal.' . $quote->refusal),
        ];
    }
}
