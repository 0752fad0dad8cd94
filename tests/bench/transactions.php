<?php

/**
 * How long the backend's list of transactions takes with a thousand rows and with a million: every filter, sort and search,
 * first, deep and last pages. Prints p50 and p95 of each question in every round, and the ratio of the p95. Brings up a
 * MariaDB of its own; takes some minutes:
 *
 *     TWINT_SIMULATOR=target/release/twint-simulator php tests/bench/transactions.php [ROUNDS] [RUNS] [MEGABYTES]
 *
 * MEGABYTES are MariaDB's buffer pool. With the default the million rows fit into it, as in a shop of that size; with
 * MariaDB's own default, 128, what is looked for at random comes from the disk, one page for each index that is asked.
 */

declare(strict_types=1);

require __DIR__ . '/../php/autoload.php';

use Plugin\jtl_twint\Migrations\Migration20261123100000;
use Plugin\jtl_twint\src\Admin\Transactions\Criteria;
use Plugin\jtl_twint\src\Admin\Transactions\TextSearch;
use Plugin\jtl_twint\src\Admin\Transactions\TransactionSearch;
use Plugin\jtl_twint\src\Payment\Attention;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Payment\SearchTerms;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Persistence\ShopConnection;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\SecretBox;
use Twint\Tests\Servers;
use Twint\Tests\ShopDatabase;

const SIZES = [1_000, 1_000_000];

$rounds = (int) ($argv[1] ?? 3);
$runs = (int) ($argv[2] ?? 100);

Servers::start();
Servers::database()->exec('SET GLOBAL innodb_buffer_pool_size = ' . ((int) ($argv[3] ?? 4096) * 1024 * 1024));
// One connection for both, for the server's thread of another may run on a farther processor.
$pdo = Servers::database();
$database = new Database(new ShopConnection(new ShopDatabase($pdo)));
foreach (SIZES as $size) {
    $pdo->exec("CREATE DATABASE of_$size");
    $pdo->exec("USE of_$size");
    (new Migration20261123100000($pdo))->up();
    $started = microtime(true);
    fill($pdo, $size);
    printf("%s rows filled in %.0f s\n", number_format($size), microtime(true) - $started);
}

for ($round = 1; $round <= $rounds; $round++) {
    printf(
        "\nround %d, %d runs each, load %s\n%-44s %10s %10s %10s %10s %7s\n",
        $round,
        $runs,
        implode(' ', array_map(static fn(float $load): string => sprintf('%.2f', $load), sys_getloadavg())),
        'milliseconds',
        '1000: p50',
        'p95',
        '10^6: p50',
        'p95',
        'ratio',
    );
    foreach (questions() as $name => $ask) {
        $times = [];
        // In turns, so that whatever else the machine does meets both.
        for ($run = -5; $run < $runs; $run++) {
            foreach (SIZES as $size) {
                $pdo->exec("USE of_$size");
                $question = $ask($database, $size);
                $started = hrtime(true);
                $question();
                if ($run >= 0) {
                    $times[$size][] = (hrtime(true) - $started) / 1e6;
                }
            }
        }
        $figures = [];
        foreach (SIZES as $size) {
            sort($times[$size]);
            $figures[] = $times[$size][intdiv($runs, 2)];
            $figures[] = $times[$size][(int) floor($runs * 0.95)];
        }
        vprintf("%-44s %10.2f %10.2f %10.2f %10.2f %7.2f\n", [$name, ...$figures, $figures[3] / $figures[1]]);
    }
}

/** @return array<string, callable(Database, int): callable(): mixed> what is prepared is not measured, what it returns is */
function questions(): array
{
    $list = static fn(array $query): callable => static function (Database $database) use ($query): callable {
        $search = search($database);

        return static fn(): mixed => $search->page(Criteria::of($query));
    };
    // The page after one somewhere in the middle, for nobody gets there but by the pages before.
    $deep = static fn(array $query): callable => static function (Database $database, int $size) use (
        $query,
    ): callable {
        $search = search($database);
        $row = $database->row('SELECT id, created_at FROM xplugin_jtl_twint_transaction WHERE id = :id', [
            'id' => random_int(1, $size),
        ]);
        $before = $search->page(Criteria::of(['at' => "a.{$row['created_at']}.{$row['id']}"] + $query));

        return static fn(): mixed => $search->page(Criteria::of((array) $before->next + $query));
    };
    $random = static fn(callable $query): callable => static function (Database $database, int $size) use (
        $query,
    ): callable {
        $search = search($database);
        $criteria = Criteria::of($query(random_int(1, $size)));

        return static fn(): mixed => $search->page($criteria);
    };
    return [
        'newest' => $list([]),
        'newest, deep' => $deep([]),
        'newest, last page' => $list(['at' => 'last']),
        'oldest' => $list(['order' => 'asc']),
        'oldest, deep' => $deep(['order' => 'asc']),
        'dearest' => $list(['sort' => 'amount']),
        'dearest, page 4' => $list(['sort' => 'amount', 'skip' => '75']),
        'cheapest' => $list(['sort' => 'amount', 'order' => 'asc']),
        'captured' => $list(['phase' => 'captured']),
        'captured, deep' => $deep(['phase' => 'captured']),
        'captured, dearest' => $list(['phase' => 'captured', 'sort' => 'amount']),
        'captured, last page' => $list(['phase' => 'captured', 'at' => 'last']),
        'failed' => $list(['phase' => 'failed']),
        'needs attention' => $list(['phase' => 'attention']),
        'needs attention, dearest, page 4' => $list(['phase' => 'attention', 'sort' => 'amount', 'skip' => '75']),
        'a month' => $list(['from' => '2026-03-01', 'to' => '2026-03-31']),
        'a month, captured' => $list(['from' => '2026-03-01', 'to' => '2026-03-31', 'phase' => 'captured']),
        'a month, captured, last page' => $list([
            'from' => '2026-03-01',
            'to' => '2026-03-31',
            'phase' => 'captured',
            'at' => 'last',
        ]),
        'a month, dearest' => $list(['from' => '2026-03-01', 'to' => '2026-03-31', 'sort' => 'amount']),
        'a month, captured, dearest' => $list([
            'from' => '2026-03-01',
            'to' => '2026-03-31',
            'phase' => 'captured',
            'sort' => 'amount',
        ]),
        'search: order number' => $random(static fn(int $id): array => ['search' => 'B-' . (1_000_000 + $id)]),
        'search: start of an order number' => $list(['search' => 'B-1']),
        'search: reference' => $random(static fn(int $id): array => ['search' => 'shop-B-' . (1_000_000 + $id) . '-1']),
        'search: UUID' => $random(static fn(int $id): array => [
            'search' => sprintf('%08x-0000-4000-8000-000000000000', $id),
        ]),
        'search: amount' => $random(static fn(int $id): array => ['search' => sprintf('%d.50', $id % 200)]),
        'search: surname of one in a hundred' => $list(['search' => 'Surname7']),
        'search: beginning of everybody\'s surname' => $list(['search' => 'Surn']),
        'search: first name and surname' => $list(['search' => 'Surname7 First7']),
        'search: first name and beginning of a surname' => $list(['search' => 'First7 Surn']),
        'search: nothing to be found' => $list(['search' => 'Nobody']),
        'search and phase and month' => $list([
            'search' => 'Surname7',
            'phase' => 'captured',
            'from' => '2026-03-01',
            'to' => '2026-03-31',
        ]),
        'counts per phase' => static function (Database $database): callable {
            $counts = new PhaseCounts($database, new FactStore($database));

            return $counts->read(...);
        },
    ];
}

function search(Database $database): TransactionSearch
{
    return new TransactionSearch(
        $database,
        new TextSearch($database, new SearchTerms($database, box())),
        new Attention($database),
    );
}

function box(): SecretBox
{
    return new SecretBox(new KeyRing('the key of this shop'));
}

/**
 * Two years of orders until an hour ago. As in a real shop, what is still open or needs attention is among the newest, and no
 * more of it for all the history behind; one order in five has the same amount.
 */
function fill(PDO $pdo, int $size): void
{
    $pdo->exec(
        "INSERT INTO xplugin_jtl_twint_transaction (id, order_id, order_number, attempt, reference, token, twint_uuid, phase,
            capture_mode, environment, store_uuid, amount, captured, language, customer_id, created_at, updated_at, expires_at,
            authorised_at, guarantee_until, next_poll_at)
        SELECT seq, seq, CONCAT('B-', 1000000 + seq), 1, CONCAT('shop-B-', 1000000 + seq, '-1'), LPAD(seq, 43, 'x'),
            CONCAT(LPAD(LOWER(HEX(seq)), 8, '0'), '-0000-4000-8000-000000000000'),
            CASE WHEN seq > $size - 200 AND seq % 5 = 0 THEN 'uncertain' WHEN seq > $size - 200 AND seq % 5 = 1 THEN 'authorised'
                WHEN seq % 50 = 3 THEN 'refunded' WHEN seq % 50 = 4 THEN 'partially_refunded' WHEN seq % 20 = 5 THEN 'failed'
                WHEN seq % 10 = 6 THEN 'cancelled' ELSE 'captured' END,
            'immediate', 'production', '0580cb12-c3e6-468c-95f3-9e30e0b060eb', IF(seq % 5 = 0, 42, seq * 7919 % 20000 / 100),
            0, 'ger', seq % 300000, @at := UTC_TIMESTAMP(3) - INTERVAL 1 HOUR - INTERVAL FLOOR(($size - seq) / $size * 63072000) SECOND,
            @at, @at, @at, @at + INTERVAL 7 DAY, '2036-01-01'
        FROM seq_1_to_$size",
    );
    $pdo->exec("INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, reference, amount, state, actor, twint_uuid, created_at)
        SELECT id, 'start', reference, amount, IF(phase = 'uncertain', 'unknown', 'done'), 'buyer', twint_uuid, created_at
        FROM xplugin_jtl_twint_transaction");
    $pdo->exec("INSERT INTO xplugin_jtl_twint_event (transaction_id, at, actor, event, from_phase, to_phase)
        SELECT id, created_at, 'buyer', 'started', 'created', phase FROM xplugin_jtl_twint_transaction");
    // A name in twenty is the most frequent first name, one in a hundred the most frequent surname.
    $words = new SearchTerms(new Database(new ShopConnection(new ShopDatabase($pdo))), box());
    $pdo->exec('CREATE TEMPORARY TABLE bench_word (surname INT, word BINARY(16))');
    $remember = $pdo->prepare('INSERT INTO bench_word VALUES (?, ?)');
    for ($surname = 0; $surname < 100; $surname++) {
        $name = (object) ['cVorname' => 'First' . ($surname % 20), 'cNachname' => 'Surname' . $surname];
        foreach ($words->of((object) ['oRechnungsadresse' => $name]) as $word) {
            $remember->execute([$surname, $word]);
        }
    }
    $pdo->exec("INSERT INTO xplugin_jtl_twint_word (word, transaction_id)
        SELECT word, seq FROM seq_1_to_$size JOIN bench_word ON surname = seq % 100 ORDER BY word, seq");
    $pdo->query(
        'ANALYZE TABLE xplugin_jtl_twint_transaction, xplugin_jtl_twint_operation, xplugin_jtl_twint_event, xplugin_jtl_twint_word',
    )->fetchAll();
}
