<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** When the merchant is told that the certificate ends: at each of these stages anew. */
final class ExpiryWatch
{
    private const STAGES = [1, 7, 14, 30, 60];

    /** The stage that is reached with so many days left, 0 once it has ended; null: there is time. */
    public static function stage(int $daysLeft): ?int
    {
        if ($daysLeft < 0) {
            return 0;
        }
        foreach (self::STAGES as $days) {
            if ($daysLeft <= $days) {
                return $days;
            }
        }

        return null;
    }

    /** What the merchant is told then. */
    public static function sentence(int $daysLeft): ?Sentence
    {
        return match (true) {
            self::stage($daysLeft) === null => null,
            $daysLeft < 0 => new Sentence('twint.expiry.over'),
            $daysLeft === 0 => new Sentence('twint.expiry.today'),
            $daysLeft === 1 => new Sentence('twint.expiry.tomorrow'),
            default => new Sentence('twint.expiry.soon', $daysLeft),
        };
    }
}
