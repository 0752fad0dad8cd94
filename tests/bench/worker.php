<?php

declare(strict_types=1);

// One php-fpm request: one poll. It tells what the poll took inside the script, and what its process has used so far,
// so that the runner can also charge what php-fpm does around the script.

use function Twint\Bench\cpu_ms;
use function Twint\Bench\wall_ms;

require __DIR__ . '/src/cpu.php';

$wall = wall_ms();
$cpu = cpu_ms();
$target = require $_SERVER['TWINT_BENCH_TARGET'];
$poll = require __DIR__ . "/contenders/{$_SERVER['QUERY_STRING']}.php";
$status = $poll($target);
$total = cpu_ms();
echo
    json_encode([
        'status' => $status,
        'process' => getmypid(),
        'wall' => wall_ms() - $wall,
        'cpu' => $total - $cpu,
        'totalCpu' => $total,
    ])
;
