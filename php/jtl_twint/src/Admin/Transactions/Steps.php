<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\Phases;

/** The way a payment goes, and how far this one came. */
final class Steps
{
    private const WAY = [Phases::CREATED, Phases::PENDING, Phases::AUTHORISED, Phases::CAPTURED, Phases::REFUNDED];

    /** How many steps of the way lie behind each phase that is on it. */
    private const REACHED = [
        Phases::CREATED => 0,
        Phases::PENDING => 1,
        Phases::AUTHORISED => 2,
        Phases::PARTIALLY_CAPTURED => 3,
        Phases::CAPTURED => 3,
        Phases::PARTIALLY_REFUNDED => 4,
        Phases::REFUNDED => 4,
    ];

    /**
     * @param bool $authorised whether the buyer approved once, for what ended beside the way
     * @return list<array{word: string, state: 'done'|'here'|'ahead'}>
     */
    public static function of(string $phase, bool $authorised): array
    {
        $reached = self::REACHED[$phase] ?? null;
        if ($reached === null) {
            // Cancelled, failed, uncertain: the way ends where it was left.
            $done = array_slice(self::WAY, 0, $authorised ? 3 : 2);

            return [
                ...array_map(static fn(string $word): array => ['word' => $word, 'state' => 'done'], $done),
                ['word' => $phase, 'state' => 'here'],
            ];
        }
        $steps = [];
        foreach (self::WAY as $number => $word) {
            $steps[] = [
                'word' => $number === $reached ? $phase : $word,
                'state' => match (true) {
                    $number < $reached => 'done',
                    $number === $reached => 'here',
                    default => 'ahead',
                },
            ];
        }

        return $steps;
    }
}
