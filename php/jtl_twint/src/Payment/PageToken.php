<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\KeyRing;

/**
 * The unguessable address of an attempt's pay page: base64url of 24 random bytes and a seal of 8 under the shop's key. A guessed
 * token is told by its seal, without a question to the database; a genuine one is still only good for what the table says.
 */
final class PageToken
{
    /** So long the links in mails lead to a payment; an order is paid, or given up, long before. */
    public const LIVES_DAYS = 60;

    public const PATTERN = '/^[A-Za-z0-9_-]{43}$/D';

    private const RANDOM_BYTES = 24;
    private const SEAL_BYTES = 8;

    public static function random(KeyRing $keys): string
    {
        $random = random_bytes(self::RANDOM_BYTES);

        return self::encode($random . self::seal($random, $keys));
    }

    /** Whether this shop made it, under its present key. Tokens made under another one are not, though the table may know them. */
    public static function isGenuine(#[\SensitiveParameter] string $token, KeyRing $keys): bool
    {
        if (!self::isValid($token)) {
            return false;
        }
        $bytes = (string) base64_decode(strtr($token, '-_', '+/'), true);

        return hash_equals(
            self::seal(substr($bytes, 0, self::RANDOM_BYTES), $keys),
            substr($bytes, self::RANDOM_BYTES),
        );
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

    private static function seal(#[\SensitiveParameter] string $random, KeyRing $keys): string
    {
        return substr(hash_hmac('sha256', $random, $keys->key('page token'), true), 0, self::SEAL_BYTES);
    }

    private static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
