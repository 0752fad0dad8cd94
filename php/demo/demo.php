<?php

declare(strict_types=1);

// The story that `./dev demo` tells; with --headless it plays the buyer too.

use Twint\Demo\Environment;
use Twint\Demo\Ledger;
use Twint\Demo\Simulator;
use Twint\Demo\Story;
use Twint\Demo\Terminal;

require __DIR__ . '/autoload.php';

$headless = in_array('--headless', $argv, true);
$terminal = new Terminal();

if (function_exists('pcntl_async_signals')) {
    pcntl_async_signals(true);
    $leave = static function () use ($terminal): never {
        $terminal->say("\nStopped.");
        exit(130);
    };
    pcntl_signal(SIGINT, $leave);
    pcntl_signal(SIGTERM, $leave);
}

$simulator = Simulator::running(Environment::directory());
$merchant = $simulator->merchant();

$terminal->chapter('TWINT from PHP');
$terminal->say('  A simulator plays TWINT on this machine; no money moves and nothing leaves it.');
$terminal->say('  PHP talks to it through the extension as it would to TWINT itself: SOAP over TLS');
$terminal->say('  with a client certificate. Below, each line of PHP is followed by what came back.');
$terminal->say('  The buyer\'s phone:   ' . $simulator->phone(null));
$terminal->say('  The shop\'s checkout: ' . Environment::checkout() . '/');

$tunnel = Environment::tunnel([$simulator->phone(null), Environment::checkout()]);
if ($tunnel !== null) {
    $terminal->say('  Your browser is on another machine? Run this there, then open the same addresses:');
    $terminal->say('    ' . $tunnel);
}

$simulator->waitForPeople(minutes: 60);
$story = new Story($merchant, $simulator, Ledger::shared(), $terminal, $headless);
$story->tell();
$agree = $story->booksAgree();
$terminal->say($agree ? "\nAll agree." : "\nThe books disagree.");

if (!$headless && stream_isatty(STDIN)) {
    $terminal->say(
        "\nPhone and checkout page stay open: start payments of your own at " . Environment::checkout() . '/',
    );
    $terminal->say('Press Enter to end.');
    if (function_exists('pcntl_signal')) {
        // Reading the keyboard goes on after a signal that is handled; one that is not ends it.
        pcntl_signal(SIGINT, SIG_DFL);
        pcntl_signal(SIGTERM, SIG_DFL);
    }
    fgets(STDIN);
}

exit($agree ? 0 : 1);
