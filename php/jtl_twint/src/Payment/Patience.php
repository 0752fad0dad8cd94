<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** For an act that somebody waits for, while another is just at it. */
final class Patience
{
    private const TRIES = 10;
    private const PAUSE_MICROSECONDS = 200_000;

    /**
     * @template T of object
     * @param callable(): ?T $try
     * @return T|null null: another was at it for long
     */
    public static function with(callable $try): ?object
    {
        for ($tries = 0; $tries < self::TRIES; $tries++) {
            $got = $try();
            if ($got !== null) {
                return $got;
            }
            usleep(self::PAUSE_MICROSECONDS);
        }

        return null;
    }
}
