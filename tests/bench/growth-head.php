<?php

/**
 * A head of its own, for growth.php: sweeps until a query says 0, or runs the migrations.
 *
 *     growth-head.php sweep SCHEMA QUERY | migrate SCHEMA
 */

declare(strict_types=1);

use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Persistence\ReportStore;
use Twint\Tests\Servers;
use Twint\Tests\Twint;
use Twint\Tests\World;

require __DIR__ . '/../php/autoload.php';

[, $verb, $schema] = $argv;
$pdo = Servers::database();
$pdo->exec('USE ' . $schema);
$began = hrtime(true);
if ($verb === 'migrate') {
    World::migrate($pdo);
    echo json_encode(['seconds' => (hrtime(true) - $began) / 1e9], JSON_THROW_ON_ERROR);
    exit();
}

$world = new World(new Twint(), pdo: $pdo);
// Whatever the hour: it is no part of this.
$world->get(ReportStore::class)->beginReconciliationNight(date('Y-m-d'));
$statements = static fn(): int => (int) $pdo->query("SHOW SESSION STATUS LIKE 'Questions'")->fetch()['Value'];
$told = ['sweeps' => 0, 'asked' => 0, 'changed' => 0, 'news' => 0, 'memoryFirst' => 0, 'trouble' => ''];
$before = $statements();
do {
    $report = $world->get(Sweep::class)->run();
    $told['sweeps']++;
    $told['asked'] += $report->asked;
    $told['changed'] += $report->changed;
    $told['news'] += $report->news;
    $told['memoryFirst'] = $told['memoryFirst'] ?: memory_get_peak_usage();
    $told['trouble'] = (string) $report->trouble;
    $left = (int) $pdo->query($argv[3])->fetchColumn();
} while ($left > 0 && $report->trouble === null && $told['sweeps'] < 200);
echo
    json_encode(
        $told + ['statements' => $statements() - $before, 'memory' => memory_get_peak_usage()],
        JSON_THROW_ON_ERROR,
    )
;
