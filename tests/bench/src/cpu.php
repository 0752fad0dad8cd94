<?php

declare(strict_types=1);

namespace Twint\Bench;

/** What this process has used so far, in milliseconds. */
function cpu_ms(): float
{
    $used = getrusage();

    return (
        (($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']) * 1e3)
        + (($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e3)
    );
}

function wall_ms(): float
{
    return hrtime(true) / 1e6;
}
