--TEST--
Children of a process that has called TWINT make connections of their own
--EXTENSIONS--
twint
pcntl
--SKIPIF--
<?php require __DIR__ . '/skip_without_simulator.inc';
--FILE--
<?php

require __DIR__ . '/simulator.inc';

$simulator = new Simulator();
$merchant = $simulator->merchant();
Twint\system_status($merchant);
$ask = function (int $times) use ($merchant): bool {
    $well = true;
    for ($time = 0; $time < $times; $time++) {
        $well = Twint\system_status($merchant) && $well;
    }

    return $well;
};
$children = [];
for ($child = 0; $child < 3; $child++) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        $well = $ask(50);
        // Without destructors: the simulator is the parent's.
        file_put_contents('php://stdout', $well ? "child well\n" : "child failed\n");
        posix_kill(getmypid(), SIGKILL);
    }
    $children[] = $pid;
}
$well = $ask(50);
foreach ($children as $child) {
    pcntl_waitpid($child, $status);
}
echo $well && $ask(1) ? "parent well\n" : "parent failed\n";
echo $simulator->ask('GET', '/api/counters')->connections, " connections\n";
?>
--EXPECT--
child well
child well
child well
parent well
4 connections
