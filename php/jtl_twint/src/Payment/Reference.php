<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** The merchant's name for one attempt at TWINT: readable, never used twice, at most 50 characters. */
final class Reference
{
    public const MAX_LENGTH = 50;

    public static function of(string $prefix, string $orderNumber, int $attempt): string
    {
        $suffix = '-' . $attempt;
        $head = self::plain($prefix === '' ? $orderNumber : $prefix . '-' . $orderNumber);
        $room = self::MAX_LENGTH - strlen($suffix);
        if (strlen($head) > $room) {
            // Cut numbers could meet another's; the fingerprint keeps them apart.
            $head = substr($head, 0, $room - 9) . '-' . substr(hash('sha256', $head), 0, 8);
        }

        return $head . $suffix;
    }

    /** Of a refund: readable beside its payment's, and new even where a restored backup has forgotten the ones before. */
    public static function ofRefund(string $payment): string
    {
        $suffix = '-R' . bin2hex(random_bytes(4));

        return substr($payment, 0, self::MAX_LENGTH - strlen($suffix)) . $suffix;
    }

    /** What every system on the way, Wawi's notes included, passes on unchanged. */
    private static function plain(string $text): string
    {
        return trim((string) preg_replace('/[^A-Za-z0-9._-]+/', '-', $text), '-');
    }
}
