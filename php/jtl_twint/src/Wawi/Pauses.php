<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

/** When a piece of news is taken up again. */
final class Pauses
{
    /** About a day in all: whatever keeps TWINT away by then needs a human. */
    private const AFTER_FAILURE = [30, 60, 120, 300, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800];

    private const LEAST = 15;
    private const MOST = 3600;

    /**
     * @param int $attempts how often it failed
     * @return int|null seconds; null: often enough
     */
    public static function afterFailure(int $attempts): ?int
    {
        return self::AFTER_FAILURE[$attempts - 1] ?? null;
    }

    /** While it waits for something else, the longer the older it is. */
    public static function whileWaiting(int $ageSeconds): int
    {
        return max(self::LEAST, min(self::MOST, intdiv($ageSeconds, 4)));
    }
}
