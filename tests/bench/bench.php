<?php

declare(strict_types=1);

// What a poll costs; `./dev bench` runs it. Not a test: machines differ, so nothing asserts these figures.

use Twint\Bench\Bench;
use Twint\Bench\Report;

require __DIR__ . '/src/cpu.php';
spl_autoload_register(static function (string $class): void {
    require __DIR__ . '/src/' . basename(strtr($class, '\\', '/')) . '.php';
});

$began = time();
printf(
    "PHP %s, OpenSSL %s, curl %s, %d CPUs; TLS with client certificate to a simulator on this machine\n",
    PHP_VERSION,
    explode(' ', OPENSSL_VERSION_TEXT)[1],
    curl_version()['version'],
    (int) shell_exec('nproc'),
);
$length = match ($argv[1] ?? '') {
    '--quick' => 'quick',
    '--full' => 'full',
    default => 'default',
};
$report = new Report();
$bench = new Bench(
    $length,
    (string) getenv('TWINT_BENCH_DIRECTORY'),
    (string) getenv('TWINT_BENCH_EXTENSION'),
    getenv('TWINT_BENCH_BEFORE') ?: null,
    (string) getenv('TWINT_BENCH_FPM'),
    (string) getenv('TWINT_BENCH_SIMULATOR'),
    $report,
);
$bench->run();
$report->targets();
printf("\nmeasured in %d s; medians of interleaved rounds\n", time() - $began);
