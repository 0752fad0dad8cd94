<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

/** A sum that begins anew with each day or month. Only where Extension::isUsable(). */
final class RunningTotal
{
    private string $period = '';
    private string $total = '0.00';

    /** @param int $length of what is the same of a period's moments: "2026-11" for a month */
    public function __construct(
        private readonly int $length,
    ) {
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
