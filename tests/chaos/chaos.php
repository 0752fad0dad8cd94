<?php

/** Random life, random faults, exact books; see `./dev chaos` and docs/chaos.md. */

declare(strict_types=1);

use Twint\Chaos\Options;
use Twint\Chaos\Plan;
use Twint\Chaos\Reduction;
use Twint\Chaos\Report;
use Twint\Chaos\Run;
use Twint\Chaos\Stage;

require __DIR__ . '/autoload.php';

// Whoever is ended this way ends its servers first.
pcntl_async_signals(true);
foreach ([SIGTERM, SIGINT, SIGHUP] as $signal) {
    pcntl_signal(
        $signal,
        static function (int $signal): never {
            exit(128 + $signal);
        },
        false,
    );
}
if (in_array('--help', $argv, true)) {
    echo Options::USAGE;
    exit(0);
}
try {
    $options = new Options(array_slice($argv, 1));
} catch (InvalidArgumentException $exception) {
    fwrite(STDERR, $exception->getMessage() . "\n" . Options::USAGE);
    exit(2);
}
$seed = $options->seed ?? $options->reduce;
if ($seed !== null) {
    $stage = new Stage($options->galera);
    $plan = Plan::of($seed);
    $verdict = $options->reduce === null ? $stage->play($plan) : (new Reduction($stage))->of($plan);
    echo implode("\n", $verdict->lines), "\n";
    echo
        $verdict->violations === []
            ? "The books balance.\n"
            : "BROKEN:\n    " . implode("\n    ", $verdict->violations) . "\n"
    ;
    exit($verdict->violations === [] ? 0 : 1);
}
$run = new Run($options);
$violated = $run->play();
if ($options->writeDocs) {
    file_put_contents(dirname(__DIR__, 2) . '/docs/chaos.md', Report::of($run->verdicts()));
}
exit($violated === 0 ? 0 : 1);
