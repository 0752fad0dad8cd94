<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** What a page has to say about what the buyer just tried. */
enum Notice: string
{
    case CancelFailed = 'cancel';
    case RetryFailed = 'retry';
    case AppMissing = 'app';

    public function text(): string
    {
        return match ($this) {
            self::CancelFailed => 'cancel_failed',
            self::RetryFailed => 'again_failed',
            self::AppMissing => 'app_missing',
        };
    }
}
