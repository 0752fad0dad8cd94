<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Admin\Transactions\Chf;

/** Captured and refunded by day as bars: what was captured goes up, what was refunded down. The table beside it says the same. */
final class DailyChart
{
    private const WIDTH = 720;
    private const HEIGHT = 160;

    /**
     * @param list<array{day: string, captured: numeric-string, refunded: numeric-string, ...}> $days
     * @return array{width: int, height: int, line: float, bars: list<array{x: float, width: float, up: float, down: float, day: string, captured: string, refunded: string}>}
     */
    public static function of(array $days): array
    {
        $up = max(0.01, ...array_map(static fn(array $day): float => (float) $day['captured'], $days));
        $down = max(0.0, ...array_map(static fn(array $day): float => (float) $day['refunded'], $days));
        $scale = self::HEIGHT / ($up + $down);
        $step = self::WIDTH / max(1, count($days));
        $bars = [];
        foreach ($days as $number => $day) {
            $bars[] = [
                'x' => round($number * $step, 2),
                'width' => round($step * 0.8, 2),
                'up' => round((float) $day['captured'] * $scale, 2),
                'down' => round((float) $day['refunded'] * $scale, 2),
                'day' => $day['day'],
                'captured' => Chf::text($day['captured']),
                'refunded' => Chf::text($day['refunded']),
            ];
        }

        return ['width' => self::WIDTH, 'height' => self::HEIGHT, 'line' => round($up * $scale, 2), 'bars' => $bars];
    }
}
