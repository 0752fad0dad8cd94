<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** The one-time word of a form that moves money: whatever happens to the form, it leads to one operation. */
final class RequestKey
{
    public static function random(): string
    {
        return PageToken::short();
    }

    public static function isValid(string $key): bool
    {
        return preg_match('/\A[A-Za-z0-9_-]{22}\z/', $key) === 1;
    }
}
