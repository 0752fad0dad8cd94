<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Persistence\UtcTime;

/** The database's UTC as the clock on the merchant's wall shows it. */
final class LocalTime
{
    /** @return string such as "23.11.2026, 14:05" */
    public static function text(?string $utc): string
    {
        return self::in($utc, 'd.m.Y, H:i');
    }

    /** @return string such as "23.11.2026, 14:05:09" */
    public static function precise(?string $utc): string
    {
        return self::in($utc, 'd.m.Y, H:i:s');
    }

    /** @return string such as "2026-11-23 14:05:09" */
    public static function sortable(?string $utc): string
    {
        return self::in($utc, 'Y-m-d H:i:s');
    }

    private static function in(?string $utc, string $format): string
    {
        return $utc === null || $utc === '' ? '' : UtcTime::onTheWall($utc)->format($format);
    }
}
