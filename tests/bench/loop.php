<?php

declare(strict_types=1);

// One process, many polls: php loop.php <target.php> <contender> <calls>

use function Twint\Bench\cpu_ms;
use function Twint\Bench\wall_ms;

require __DIR__ . '/src/cpu.php';

$target = require $argv[1];
$poll = require __DIR__ . "/contenders/{$argv[2]}.php";
$poll($target);

$walls = [];
$cpu = cpu_ms();
for ($call = 0; $call < (int) $argv[3]; $call++) {
    $began = wall_ms();
    $status = $poll($target);
    $walls[] = wall_ms() - $began;
    if ($status !== 'IN_PROGRESS') {
        throw new RuntimeException("{$argv[2]} read {$status}");
    }
}
echo json_encode(['walls' => $walls, 'cpu' => (cpu_ms() - $cpu) / count($walls)]);
