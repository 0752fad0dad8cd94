<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** Moments as the database has them, in UTC, and as the clock on the merchant's wall shows them. */
final class UtcTime
{
    /** @return string such as "2026-11-23 14:05:09" */
    public static function text(\DateTimeImmutable $moment): string
    {
        return $moment->setTimezone(self::zone())->format('Y-m-d H:i:s');
    }

    /** @param string $utc as the database has it */
    public static function onTheWall(string $utc): \DateTimeImmutable
    {
        return (new \DateTimeImmutable($utc, self::zone()))->setTimezone(new \DateTimeZone(date_default_timezone_get()));
    }

    /** @param string $utc as the database has it */
    public static function seconds(string $utc): int
    {
        return (new \DateTimeImmutable($utc, self::zone()))->getTimestamp();
    }

    private static function zone(): \DateTimeZone
    {
        return new \DateTimeZone('UTC');
    }
}
