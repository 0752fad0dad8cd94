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

    private const APPS_WITH_BROWSERS = '/; wv\)|Instagram|Barcelona|FBAN|FBAV|FB_IAB|\bLine\/|TikTok|musical_ly|Snapchat|Pinterest|LinkedInApp|Twitter|MicroMessenger/';

    public static function of(string $userAgent): self
    {
        return match (true) {
            preg_match('/iPhone|iPod/', $userAgent) === 1 => self::Ios,
            str_contains($userAgent, 'Android') => self::Android,
            default => self::Other,
        };
    }

    /**
     * Whether it is the browser inside another app, which often opens no further app and tells nobody. By its name, or because a
     * browser of its own says "Safari" on an iPhone.
     */
    public static function isInsideAnApp(string $userAgent): bool
    {
        return (
            preg_match(self::APPS_WITH_BROWSERS, $userAgent) === 1
            || self::of($userAgent) === self::Ios
            && !str_contains($userAgent, 'Safari/')
        );
    }
}
