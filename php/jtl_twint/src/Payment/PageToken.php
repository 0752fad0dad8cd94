<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** The unguessable address of an attempt's pay page: base64url of 32 random bytes. */
final class PageToken
{
    /** So long the links in mails lead to a payment; an order is paid, or given up, long before. */
    public const LIVES_DAYS = 60;

    public const PATTERN = '/^[A-Za-z0-9_-]{43}$/D';

    public static function random(): string
    {
        return self::encode(random_bytes(32));
    }

    public static function isValid(#[\SensitiveParameter] string $token): bool
    {
        return preg_match(self::PATTERN, $token) === 1;
    }

    /** For claims: as unique, but shorter. */
    public static function short(): string
    {
        return self::encode(random_bytes(16));
    }

    private static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
