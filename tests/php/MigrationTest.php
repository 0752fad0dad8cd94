<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Plugin\Migration;
use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\Migrations\Migration20261123100000;
use Plugin\jtl_twint\Migrations\Migration20261128000000;
use Plugin\jtl_twint\Migrations\Migration20261128003000;
use Plugin\jtl_twint\Migrations\Migration20261128010000;
use Plugin\jtl_twint\Migrations\Migration20261128040000;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Health\Schema;

/** The tables come, stay, and go only where the admin asked for it. In a database of their own. */
final class MigrationTest extends TestCase
{
    private \PDO $pdo;

    protected function setUp(): void
    {
        $this->pdo = Servers::database();
        $this->pdo->exec('DROP DATABASE IF EXISTS migrations');
        $this->pdo->exec('CREATE DATABASE migrations');
        $this->pdo->exec('USE migrations');
    }

    protected function tearDown(): void
    {
        $this->pdo->exec('DROP DATABASE migrations');
    }

    private function migration(): Migration20261123100000
    {
        return new Migration20261123100000($this->pdo);
    }

    private function up(): void
    {
        World::migrate($this->pdo);
    }

    /** As the shop does: the last one first. */
    private function down(bool $deleteData = false): void
    {
        foreach (array_reverse(World::migrations()) as $class) {
            (new $class($this->pdo, $deleteData))->down();
        }
    }

    /** @return array<string, string> how each table was made */
    private function tables(): array
    {
        $made = [];
        foreach ($this->pdo->query('SHOW TABLES')->fetchAll(\PDO::FETCH_COLUMN) as $table) {
            $made[$table] = $this->pdo->query("SHOW CREATE TABLE $table")->fetch(\PDO::FETCH_NUM)[1];
        }

        return $made;
    }

    public function testUpAgainChangesNothingAndKeepsWhatIsThere(): void
    {
        $this->up();
        $this->pdo->exec("INSERT INTO xplugin_jtl_twint_fact VALUES ('a', '[]', UTC_TIMESTAMP(3))");
        $made = $this->tables();
        $this->up();
        self::assertSame($made, $this->tables());
        self::assertSame('1', $this->facts());
    }

    public function testDownKeepsEverythingUnlessTheAdminAskedToDeleteIt(): void
    {
        $this->up();
        $this->pdo->exec("INSERT INTO xplugin_jtl_twint_fact VALUES ('a', '[]', UTC_TIMESTAMP(3))");
        $made = $this->tables();
        $this->down();
        $this->up();
        self::assertSame($made, $this->tables());
        self::assertSame('1', $this->facts());
    }

    public function testDownWithTheAdminsWishLeavesNothingAndUpMakesTheSameAgain(): void
    {
        $this->up();
        $made = $this->tables();
        $this->down(true);
        self::assertSame([], $this->tables());
        $this->down(true);
        $this->up();
        self::assertSame($made, $this->tables());
    }

    public function testWhatWasStoredBeforeIsTheFirstSetAndAllPaymentsAreItsOwn(): void
    {
        $this->migration()->up();
        $this->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_secret VALUES ('credentials.production', 'sealed', UTC_TIMESTAMP(3))",
        );
        $this->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_transaction SET order_id = 1, order_number = 'A', attempt = 1, phase = 'captured',
            reference = 'A', token = 'A', capture_mode = 'immediate', environment = 'production', store_uuid = 'a', amount = 1,
            created_at = UTC_TIMESTAMP(), updated_at = UTC_TIMESTAMP(), expires_at = UTC_TIMESTAMP(), next_poll_at = UTC_TIMESTAMP()",
        );
        (new Migration20261128010000($this->pdo))->up();
        $row = $this->pdo
            ->query(
                'SELECT t.access_id, a.is_on, a.languages, a.domains, a.customer_groups
                FROM xplugin_jtl_twint_transaction t JOIN xplugin_jtl_twint_access_data a ON a.id = t.access_id',
            )
            ->fetch(\PDO::FETCH_NUM);
        self::assertSame(['1', '1', '[]', '[]', '[]'], array_map(strval(...), (array) $row));
        self::assertSame('credentials.production', (new AccessKey(AccessKey::FIRST, 'production'))->name('credentials'));
    }

    public function testADeletedFirstSetDoesNotComeBackWithTheNextUpdate(): void
    {
        $this->up();
        $this->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_access_data SET id = 2, languages = '[]', domains = '[]', customer_groups = '[]'",
        );
        $this->pdo->exec('DELETE FROM xplugin_jtl_twint_access_data WHERE id = 1');
        $this->up();
        self::assertSame(
            [2],
            array_map(
                intval(...),
                $this->pdo->query('SELECT id FROM xplugin_jtl_twint_access_data')->fetchAll(\PDO::FETCH_COLUMN),
            ),
        );
    }

    public function testEveryTableIsTransactionalAndTakesEveryCharacter(): void
    {
        $this->up();
        foreach ($this->tables() as $table => $made) {
            self::assertStringContainsString('ENGINE=InnoDB', $made, $table);
            self::assertStringContainsString('CHARSET=utf8mb4', $made, $table);
        }
    }

    /**
     * @dataProvider tablesThatCannotBeMade
     * @param class-string<Migration> $migration
     */
    public function testATableThatCannotBeMadeIsSaidAlthoughTheShopSwallowsTheError(
        string $migration,
        string $table,
        bool $saysFalse,
    ): void {
        $this->pdo->exec("CREATE OR REPLACE USER reader@localhost IDENTIFIED BY ''");
        $this->pdo->exec('GRANT SELECT ON migrations.* TO reader@localhost');
        $reader = new \PDO('mysql:unix_socket=' . Servers::folder() . '/database.sock;dbname=migrations', 'reader', '');
        $this->expectExceptionMessage($table . ' could not be created');
        (new $migration($reader, saysFalse: $saysFalse))->up();
    }

    /** @return iterable<string, array{class-string<Migration>, string, bool}> */
    public static function tablesThatCannotBeMade(): iterable
    {
        foreach (['a shop before 5.3' => true, 'a shop' => false] as $shop => $saysFalse) {
            yield "the first, $shop" => [Migration20261123100000::class, 'xplugin_jtl_twint_transaction', $saysFalse];
            yield "sets, $shop" => [Migration20261128010000::class, 'xplugin_jtl_twint_access_data', $saysFalse];
        }
    }

    public function testIndexesAreAddedToTheTablesOfAnOlderPluginOnce(): void
    {
        $this->migration()->up();
        $this->pdo->exec('INSERT INTO xplugin_jtl_twint_word SELECT UNHEX(MD5(seq)), seq FROM seq_1_to_1000');
        (new Migration20261128000000($this->pdo))->up();
        $made = $this->tables();
        self::assertStringContainsString('KEY `transaction_id` (`transaction_id`)', $made['xplugin_jtl_twint_word']);
        self::assertStringContainsString(
            'KEY `abandoned` (`transaction_id`,`created_at`)',
            $made['xplugin_jtl_twint_check_in'],
        );
        (new Migration20261128000000($this->pdo))->up();
        self::assertSame($made, $this->tables());
        self::assertSame('86400', $this->pdo->query('SELECT ROUND(@@lock_wait_timeout)')->fetchColumn(), 'as before');
    }

    public function testAnIndexWaitsForWhoeverIsAtTheTable(): void
    {
        $this->migration()->up();
        $other = Servers::database();
        $other->exec('USE migrations');
        $other->beginTransaction();
        $other->query('SELECT * FROM xplugin_jtl_twint_word')->fetchAll();
        // Somebody ends what keeps it waiting.
        $this->pdo->exec('SET GLOBAL event_scheduler = ON');
        $id = $other->query('SELECT CONNECTION_ID()')->fetchColumn();
        $this->pdo->exec("CREATE EVENT ending ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 2 SECOND DO KILL $id");
        try {
            (new Migration20261128000000($this->pdo))->up();
        } finally {
            $this->pdo->exec('SET GLOBAL event_scheduler = OFF');
        }
        self::assertStringContainsString('KEY `transaction_id`', $this->tables()['xplugin_jtl_twint_word']);
    }

    public function testNobodyQueuesForLongBehindAChangeOfATable(): void
    {
        $this->migration()->up();
        $pdo = Servers::database(SaidStatements::class);
        $pdo->exec('USE migrations');
        World::migrate($pdo);
        $waits = '';
        $changes = 0;
        foreach ($pdo->said as $sql) {
            if (str_starts_with($sql, 'SET SESSION lock_wait_timeout')) {
                $waits = $sql;
            }
            if (str_starts_with($sql, 'ALTER')) {
                $changes++;
                self::assertSame('SET SESSION lock_wait_timeout = 1', $waits, $sql);
                self::assertMatchesRegularExpression('/, ALGORITHM=INSTANT$|, ALGORITHM=INPLACE, LOCK=NONE$/', $sql);
            }
        }
        self::assertGreaterThan(7, $changes);
        self::assertSame('SET SESSION lock_wait_timeout = DEFAULT', $waits);
    }

    public function testATableThatTheServerOnlyChangesAsAWholeIsChangedSo(): void
    {
        $this->migration()->up();
        $this->pdo->exec('ALTER TABLE xplugin_jtl_twint_check_in ENGINE = MyISAM');
        (new Migration20261128003000($this->pdo))->up();
        self::assertStringContainsString('`on_phone`', $this->tables()['xplugin_jtl_twint_check_in']);
    }

    public function testAnIndexThatCannotBeAddedIsSaid(): void
    {
        $this->migration()->up();
        $this->pdo->exec("CREATE OR REPLACE USER reader@localhost IDENTIFIED BY ''");
        $this->pdo->exec('GRANT SELECT ON migrations.* TO reader@localhost');
        $reader = new \PDO('mysql:unix_socket=' . Servers::folder() . '/database.sock;dbname=migrations', 'reader', '');
        $this->expectExceptionMessage('The index transaction_id of xplugin_jtl_twint_word could not be added.');
        (new Migration20261128000000($reader))->up();
    }

    public function testAnUpdateMailsNoAlarmAgainAndKeepsWhoSentALink(): void
    {
        $this->up();
        foreach (['alarm_mail.cron', 'alarms_looked', 'asking_status.testing.2', 'pay_link.7', 'renewal.testing', 'wawi_unheard_seen'] as $name) {
            $this->pdo->exec("INSERT INTO xplugin_jtl_twint_fact VALUES ('$name', '[]', UTC_TIMESTAMP(3))");
        }
        foreach (['once', 'and again'] as $_) {
            (new Migration20261128040000($this->pdo))->up();
            self::assertSame(
                ['pay_link.7', 'throttle.alarm_mail.cron', 'wawi_unheard_seen'],
                $this->pdo->query('SELECT name FROM xplugin_jtl_twint_fact ORDER BY name')->fetchAll(\PDO::FETCH_COLUMN),
            );
        }
    }

    private function facts(): string
    {
        return (string) $this->pdo->query('SELECT COUNT(*) FROM xplugin_jtl_twint_fact')->fetchColumn();
    }

    public function testTheTablesThatThePluginMissesAreThoseThatTheMigrationsMake(): void
    {
        $this->up();
        $made = array_map(static fn(string $table): string => substr(
            $table,
            strlen('xplugin_jtl_twint_'),
        ), array_keys($this->tables()));
        sort($made);
        self::assertSame($made, Schema::TABLES);
    }
}
