<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Settings\SecretBox;

/** Counts visits by the minute: in APCu where the server has it, else where the counter keeps them. */
final class RateLimit
{
    private const KEEP_SECONDS = 300;
    /** Of one visitor on one attempt: ten tabs that ask every second. */
    private const QUESTIONS_PER_MINUTE = 600;

    public function __construct(
        private readonly VisitCounter $counter,
        private readonly SecretBox $box,
    ) {
    }

    /** Counts this visit. Whether it is within the limit; a counter that cannot be kept keeps nobody out. */
    public function allows(string $what, int $perMinute): bool
    {
        // A keyed fingerprint: there are so few addresses that anybody could guess back a plain one.
        $bucket = bin2hex($this->box->fingerprint($what, 'visit'));
        $minute = intdiv(time(), 60);
        $hits = self::inMemory($bucket, $minute) ?? $this->counter->hit($bucket, $minute);

        return $hits === null || $hits <= $perMinute;
    }

    /** The same for a question about an attempt. */
    public function allowsQuestion(#[\SensitiveParameter] string $token, string $visitor): bool
    {
        return $this->allows('ask|' . $token . '|' . $visitor, self::QUESTIONS_PER_MINUTE);
    }

    private static function inMemory(string $bucket, int $minute): ?int
    {
        if (!function_exists('apcu_enabled') || !apcu_enabled()) {
            return null;
        }
        $success = false;
        $hits = apcu_inc('jtl_twint.' . $bucket . '.' . $minute, 1, $success, self::KEEP_SECONDS);

        return $success && is_int($hits) ? $hits : null;
    }
}
