<?php

/** Whoever waits for a claim waits for another process; here a twentieth of the time is enough for that. */

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

function usleep(int $microseconds): void
{
    \usleep(intdiv($microseconds, 20));
}
