<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

/** A sum that begins anew with each day or month. Only where Extension::isUsable(). */
final class RunningTotal
{
    /**
     * @param int $length of what is the same of a period's moments: "2026-11" for a month
     * @param string $total of the period that has begun already
     */
    private function __construct(
        private readonly int $length,
        private string $period,
        private string $total,
    ) {
    }

    public static function ofDays(): self
    {
        return new self(10, '', '0.00');
    }

    /**
     * @param string $month the first one, such as "2026-11"
     * @param numeric-string $soFar what moved in it before the first movement that is told
     */
    public static function ofMonths(string $month, string $soFar): self
    {
        return new self(7, $month, $soFar);
    }

    /**
     * @param string $at such as "2026-11-23 14:05:09"
     * @param numeric-string $change
     */
    public function after(string $at, string $change): string
    {
        $period = substr($at, 0, $this->length);
        if ($period !== $this->period) {
            $this->period = $period;
            $this->total = '0.00';
        }

        return $this->total = \Twint\add_amounts($this->total, $change);
    }
}
