<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** For an act that somebody waits for, while another is just at it. */
final class Patience
{
    private const MILLISECONDS = 2000;
    private const PAUSE_MICROSECONDS = 200_000;
    /** Shorter than whoever has it for long lets it go before taking it again. */
    private const SHORT_PAUSE_MICROSECONDS = 40_000;

    /**
     * @template T of object
     * @param callable(): ?T $try
     * @param int $heldMs how long one who comes again and again may be at it, in milliseconds; 0: nobody does
     * @return T|null null: another was at it for long
     */
    public static function with(callable $try, int $heldMs = 0): ?object
    {
        $until = hrtime(true) + ((self::MILLISECONDS + $heldMs) * 1_000_000);
        do {
            $got = $try();
            if ($got !== null) {
                return $got;
            }
            usleep($heldMs > 0 ? self::SHORT_PAUSE_MICROSECONDS : self::PAUSE_MICROSECONDS);
        } while ($until > hrtime(true));

        return null;
    }
}
