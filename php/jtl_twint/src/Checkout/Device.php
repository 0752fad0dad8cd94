<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** On what the buyer looks at the pay page, as far as it decides how TWINT is opened. A wrong guess still leaves the code. */
enum Device: string
{
    case Android = 'android';
    /** Phones only: there is no TWINT for the iPad, so its owner scans like anybody at a desk. */
    case Ios = 'ios';
    case Other = 'other';

    public static function of(string $userAgent): self
    {
        return match (true) {
            preg_match('/iPhone|iPod/', $userAgent) === 1 => self::Ios,
            str_contains($userAgent, 'Android') => self::Android,
            default => self::Other,
        };
    }

    /** Whether it is the browser inside another app, which often opens no further app and tells nobody. */
    public static function isInsideAnApp(string $userAgent): bool
    {
        return (
            preg_match('/; wv\)|Instagram|FBAN|FBAV|FB_IAB|\bLine\/|TikTok|musical_ly|Snapchat|Pinterest/', $userAgent)
            === 1
        );
    }
}
