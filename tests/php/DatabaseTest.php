<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Persistence\CommitMark;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Persistence\PlainConnection;
use Plugin\jtl_twint\src\Persistence\ShopConnection;

/** The shop's layer swallows errors; money must not. */
final class DatabaseTest extends TestCase
{
    private \PDO $pdo;
    private ShopDatabase $shop;
    private Database $database;

    protected function setUp(): void
    {
        $this->pdo = Servers::database();
        $this->pdo->exec('DROP TABLE IF EXISTS trial');
        $this->pdo->exec('CREATE TABLE trial (id INT PRIMARY KEY, word VARCHAR(20)) ENGINE=InnoDB');
        $this->pdo->exec("INSERT INTO trial VALUES (1, 'one'), (2, 'two')");
        World::migrate($this->pdo);
        $this->pdo->exec('DELETE FROM xplugin_jtl_twint_commit_mark');
        $this->shop = new ShopDatabase($this->pdo);
        $this->database = new Database(new ShopConnection($this->shop));
    }

    protected function tearDown(): void
    {
        Servers::database()->exec('DROP TABLE IF EXISTS trial');
    }

    /** @dataProvider errorModes */
    public function testAStatementThatFailsIsNoticedHoweverTheConnectionIsSet(int $mode): void
    {
        $this->pdo->setAttribute(\PDO::ATTR_ERRMODE, $mode);
        foreach ([
            fn(): int => $this->database->execute('UPDATE nowhere SET id = :id', ['id' => 7]),
            fn(): array => $this->database->rows('SELECT nothing FROM trial'),
            fn() => $this->database->insertAll('trial', [['id' => 1, 'word' => 'a secret']]),
        ] as $failing) {
            try {
                $failing();
                self::fail('It was swallowed.');
            } catch (DatabaseException $exception) {
                self::assertStringNotContainsString('a secret', (string) $exception);
            }
        }
        self::assertTrue($exception->isDuplicateKey());
    }

    /** @return iterable<array{int}> */
    public static function errorModes(): iterable
    {
        yield 'throwing' => [\PDO::ERRMODE_EXCEPTION];
        yield 'silent' => [\PDO::ERRMODE_SILENT];
    }

    public function testWorkThatFailsHalfwayIsUndoneAsAWhole(): void
    {
        $this->pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_SILENT);
        try {
            $this->database->transaction(function (): void {
                $this->database->execute("UPDATE trial SET word = 'changed' WHERE id = 1");
                $this->database->execute('UPDATE nowhere SET id = 1');
            });
            self::fail('It was swallowed.');
        } catch (DatabaseException) {
        }
        self::assertSame('one', $this->database->row('SELECT word FROM trial WHERE id = 1')['word'] ?? null);
    }

    public function testATransactionThatTheShopMiscountedIsARealOne(): void
    {
        // The shop counts one that failed to begin, and believes from then on that it is in one.
        $this->shop->beginTransaction();
        $this->pdo->rollBack();
        try {
            $this->database->transaction(function (): void {
                $this->database->execute("UPDATE trial SET word = 'changed' WHERE id = 1");
                throw new \LogicException();
            });
        } catch (\LogicException) {
        }
        self::assertSame('one', $this->database->row('SELECT word FROM trial WHERE id = 1')['word'] ?? null);
    }

    public function testACommitThatDidNothingIsNoticed(): void
    {
        $this->shop->beginTransaction();
        $this->pdo->rollBack();
        $this->expectException(DatabaseException::class);
        $this->database->transaction(function (): void {
            $this->database->execute("UPDATE trial SET word = 'changed' WHERE id = 1");
        });
    }

    public function testADeadlockIsTriedAgain(): void
    {
        $other = Servers::database();
        $runs = 0;
        $this->database->transaction(function () use ($other, &$runs): void {
            $runs++;
            $this->database->execute("UPDATE trial SET word = 'mine' WHERE id = 1");
            if ($runs === 1) {
                throw $this->deadlock($other);
            }
        });
        self::assertSame(2, $runs);
        self::assertSame('mine', $this->database->row('SELECT word FROM trial WHERE id = 1')['word'] ?? null);
    }

    /** @dataProvider conflicts */
    public function testACommitThatLostAgainstAnotherNodeIsTriedAgain(int $code): void
    {
        $this->shop->refuseNextCommits(2, $code);
        $runs = 0;
        $this->database->transaction(function () use (&$runs): void {
            $runs++;
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        self::assertSame(3, $runs);
        self::assertSame('one+', $this->database->row('SELECT word FROM trial WHERE id = 1')['word'] ?? null);
    }

    public static function conflicts(): iterable
    {
        yield 'deadlock, or a cluster\'s certification' => [1213];
        yield 'lock wait time-out' => [1205];
        yield 'snapshot isolation' => [1020];
    }

    public function testANodeThatIsNotReadyIsNotAskedOverAndOver(): void
    {
        $this->shop->refuseNextCommits(1, 1047);
        $runs = 0;
        try {
            $this->database->transaction(static function () use (&$runs): void {
                $runs++;
            });
            self::fail('It was swallowed.');
        } catch (DatabaseException $exception) {
            self::assertSame(1047, $exception->serverCode);
        }
        self::assertSame(1, $runs);
    }

    public function testACommitInWhichTheNodeFellOutOfItsClusterIsLookedForOnANewConnection(): void
    {
        $this->shop->refuseNextCommits(1, 1180);
        $runs = 0;
        $this->database->transaction(function () use (&$runs): void {
            $runs++;
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        self::assertSame(2, $runs);
        self::assertNotSame($this->pdo, $this->shop->getPDO());
        self::assertSame(['one+', 'two'], $this->words());
    }

    public function testWorkWhoseConnectionIsLostRunsAgainAsAWhole(): void
    {
        $runs = 0;
        $this->database->transaction(function () use (&$runs): void {
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
            if (++$runs === 1) {
                Servers::kill($this->shop->getPDO());
            }
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 2");
        });
        self::assertSame(2, $runs);
        self::assertSame(['one+', 'two+'], $this->words());
    }

    public function testAStatementOfTheShopsWithinTheWorkMayMeetAnothersToo(): void
    {
        $this->deadlocks(1);
        $runs = 0;
        $this->database->transaction(function () use (&$runs): void {
            $runs++;
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 2 AND 1 = 0");
            $this->shop->getPDO()->exec("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        self::assertSame(2, $runs);
        self::assertSame(['one+', 'two'], $this->words());
    }

    /** @dataProvider waysToEnd */
    public function testADeadlockThatTheShopSwallowsLeavesNothingHalfDone(bool $throws): void
    {
        $rival = $this->rival();
        $runs = 0;
        $this->database->transaction(function () use ($rival, $throws, &$runs): void {
            $this->shop->swallow("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
            if (++$runs === 1) {
                $rival->query("UPDATE trial SET word = 'theirs' WHERE id = 1", MYSQLI_ASYNC);
            }
            $written = $this->shop->swallow("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 2");
            if ($runs === 1) {
                self::assertSame(0, $written, 'it was the victim');
                $rival->reap_async_query();
                $rival->commit();
            }
            $this->shop->swallow("INSERT INTO trial VALUES (3, '$runs')");
            if ($written === 0 && $throws) {
                throw new \RuntimeException('It was not written.');
            }
        });
        self::assertSame(2, $runs);
        self::assertSame(['theirs+', 'two+', '2'], $this->words('id <= 3'));
        self::assertSame('1', $this->shop->getPDO()->query('SELECT @@autocommit')->fetchColumn());
        $this->database->transaction(fn(): int => $this->shop->swallow("UPDATE trial SET word = 'after' WHERE id = 3"));
        self::assertSame(['theirs+', 'two+', 'after'], $this->words('id <= 3'));
    }

    public static function waysToEnd(): iterable
    {
        yield 'nobody notices' => [false];
        yield 'the work sees that something is missing' => [true];
    }

    public function testWhatRunsWithinATransactionStaysInItAlsoAfterTheServerUndidIt(): void
    {
        $runs = 0;
        $this->database->transaction(function () use (&$runs): void {
            $this->shop->swallow("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
            if (++$runs === 1) {
                $this->pdo->exec('ROLLBACK');
            }
            $this->database->transaction(fn(): int => $this->shop->swallow("UPDATE trial SET word = 'in' WHERE id = 2"));
            $this->shop->swallow("INSERT INTO trial VALUES (3, '$runs')");
        });
        self::assertSame(2, $runs);
        self::assertSame(['one+', 'in', '2'], $this->words());
    }

    public function testWhateverATransactionCameToWhatFollowsItTakesEffectByItself(): void
    {
        foreach ([
            static fn(): int => 1,
            static fn(): never => throw new \LogicException(),
            fn(): int => $this->database->execute('UPDATE nowhere SET id = 1'),
            fn(): bool => $this->pdo->rollBack(),
        ] as $n => $work) {
            try {
                $this->database->transaction($work);
            } catch (\LogicException|DatabaseException) {
            }
            $this->shop->swallow("UPDATE trial SET word = 'way $n' WHERE id = 1");
            self::assertSame("way $n", $this->words()[0]);
        }
    }

    public function testTheConnectionIsAsTheShopOpensItAfterItWasLost(): void
    {
        Servers::kill($this->pdo);
        $this->database->transaction(function (): void {
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        $fresh = $this->shop->getPDO();
        self::assertSame('', $fresh->query('SELECT @@sql_mode')->fetchColumn());
        self::assertSame('2', $fresh->query('SELECT 1 + 1')->fetchColumn());
        self::assertFalse($fresh->inTransaction());
        $this->expectException(\LogicException::class);
        try {
            $this->database->transaction(function (): void {
                $this->database->execute("UPDATE trial SET word = 'undone' WHERE id = 1");
                throw new \LogicException();
            });
        } finally {
            self::assertSame(['one+', 'two'], $this->words());
        }
    }

    /** @dataProvider lostCommits */
    public function testALostCommitIsLookedFor(bool $tookEffect, int $runsExpected): void
    {
        $connection = new LostCommit($tookEffect);
        $database = new Database($connection);
        $runs = 0;
        $result = $database->transaction(static function () use ($database, &$runs): string {
            $database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");

            return 'run ' . (string) ++$runs;
        });
        self::assertSame("run $runsExpected", $result);
        self::assertSame($runsExpected, $runs);
        self::assertSame(['one+', 'two'], $this->words());
    }

    public static function lostCommits(): iterable
    {
        yield 'it never arrived' => [false, 2];
        yield 'only its answer was lost' => [true, 1];
    }

    public function testACommitThatIsStillUnderWayIsWaitedFor(): void
    {
        $connection = new LostCommit(tookEffect: true, untilBegin: 3);
        $database = new Database($connection);
        $runs = 0;
        $database->transaction(static function () use ($database, &$runs): void {
            $runs++;
            $database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        self::assertSame(1, $runs);
        self::assertSame(['one+', 'two'], $this->words());
    }

    /** @dataProvider lostCommits */
    public function testAClusterThatNeedsAMomentToNoticeADeadNodeIsWaitedFor(bool $tookEffect, int $runsExpected): void
    {
        $connection = new LostCommit($tookEffect, refused: 2, notReady: 2);
        $database = new Database($connection);
        $runs = 0;
        $database->transaction(static function () use ($database, &$runs): void {
            $runs++;
            $database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        self::assertSame($runsExpected, $runs);
        self::assertSame(['one+', 'two'], $this->words());
    }

    public function testADatabaseThatDoesNotComeBackIsNoticed(): void
    {
        $shop = new ShopDatabase($this->pdo, static fn(): \PDO => throw new \PDOException('no server'));
        $database = new Database(new ShopConnection($shop));
        $this->expectException(DatabaseException::class);
        $database->transaction(function () use ($database): void {
            Servers::kill($this->pdo);
            $database->execute("UPDATE trial SET word = 'mine' WHERE id = 1");
        });
    }

    public function testOneServerHasNoOtherNodesToCatchUpWith(): void
    {
        self::assertFalse($this->database->catchUp());
    }

    public function testAServerThatKnowsNoClustersSaysSo(): void
    {
        try {
            $this->database->row('SELECT @@no_such_variable');
            self::fail('It was swallowed.');
        } catch (DatabaseException $exception) {
            self::assertTrue($exception->isUnknownVariable());
        }
    }

    public function testADatabaseThatCannotBeReachedIsKnownAsSuch(): void
    {
        $nowhere = new PlainConnection(static fn(): \PDO => new \PDO('mysql:unix_socket=/nowhere', 'root', ''));
        try {
            (new Database($nowhere))->row('SELECT 1');
            self::fail('It was swallowed.');
        } catch (DatabaseException $exception) {
            self::assertTrue($exception->isUnavailable());
        }
    }

    /** @dataProvider codesOfADatabaseThatIsAway */
    public function testADatabaseThatHasNoRoomOrMayOnlyBeReadIsAwayForAWhile(int $code): void
    {
        try {
            $this->database->execute("SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = $code");
            self::fail('It was swallowed.');
        } catch (DatabaseException $exception) {
            self::assertSame([$code, true], [$exception->serverCode, $exception->isUnavailable()]);
        }
    }

    public static function codesOfADatabaseThatIsAway(): iterable
    {
        yield 'too many connections' => [1040];
        yield 'of this user' => [1203];
        yield 'of this user within the hour' => [1226];
        yield 'a host that is blocked' => [1129];
        yield 'read only' => [1290];
        yield 'read only for the time being' => [1836];
    }

    public function testMarksOfCommitsAreClearedOnceNobodyLooksForThemAnyMore(): void
    {
        $this->database->transaction(static fn(): int => 1);
        $this->database->transaction(static fn(): int => 2);
        $this->pdo->exec('UPDATE xplugin_jtl_twint_commit_mark SET at = at - INTERVAL 25 HOUR LIMIT 1');
        CommitMark::clear($this->database);
        self::assertSame(
            '1',
            $this->database->row('SELECT COUNT(*) AS n FROM xplugin_jtl_twint_commit_mark')['n'] ?? '',
        );
    }

    public function testALockThatDoesNotComeInTimeIsWaitedForOnceMore(): void
    {
        $other = Servers::database();
        $this->pdo->exec('SET innodb_lock_wait_timeout = 1');
        $other->beginTransaction();
        $other->exec("UPDATE trial SET word = 'theirs' WHERE id = 1");
        $runs = 0;
        $this->database->transaction(function () use ($other, &$runs): void {
            if (++$runs === 2) {
                $other->commit();
            }
            $this->database->execute("UPDATE trial SET word = CONCAT(word, '+') WHERE id = 1");
        });
        self::assertSame(2, $runs);
        self::assertSame('theirs+', $this->database->row('SELECT word FROM trial WHERE id = 1')['word'] ?? null);
    }

    public function testAStatementByItselfIsTriedAgainAfterADeadlock(): void
    {
        $this->deadlocks(2);
        self::assertSame(1, $this->database->execute("UPDATE trial SET word = 'mine' WHERE id = 1"));
        self::assertSame('mine', $this->database->row('SELECT word FROM trial WHERE id = 1')['word'] ?? null);
        self::assertSame('3', $this->database->row('SELECT @tries AS tries')['tries'] ?? null);
    }

    public function testAStatementThatEndsInDeadlocksOnlyIsNoticed(): void
    {
        $this->deadlocks(100);
        $this->expectException(DatabaseException::class);
        $this->database->execute("UPDATE trial SET word = 'mine' WHERE id = 1");
    }

    public function testAStatementWithinATransactionIsNotTriedAgainAlone(): void
    {
        $this->deadlocks(1);
        $runs = 0;
        $this->database->transaction(function () use (&$runs): void {
            $runs++;
            $this->database->execute("UPDATE trial SET word = 'mine' WHERE id = 1");
        });
        self::assertSame(2, $runs);
        self::assertSame('2', $this->database->row('SELECT @tries AS tries')['tries'] ?? null);
    }

    /** @return list<string> of the trial's rows, as anybody sees them */
    private function words(string $which = 'TRUE'): array
    {
        return Servers::database()
            ->query("SELECT word FROM trial WHERE $which ORDER BY id")
            ->fetchAll(\PDO::FETCH_COLUMN);
    }

    /** Has changed the second row, and so many others that in a deadlock it is not the one to lose. */
    private function rival(): \mysqli
    {
        $rival = new \mysqli('localhost', 'root', '', 'test', 0, Servers::socket());
        $rival->begin_transaction();
        $rival->query("INSERT INTO trial SELECT 100 + seq, 'theirs' FROM seq_1_to_500");
        $rival->query("UPDATE trial SET word = 'two' WHERE id = 2");
        $rival->query("UPDATE trial SET word = 'two ' WHERE id = 2");
        $rival->query("UPDATE trial SET word = 'two' WHERE id = 2");

        return $rival;
    }

    /** So many of the next changes end in one, as the server reports it. */
    private function deadlocks(int $number): void
    {
        $this->pdo->exec('SET @tries = 0');
        $this->pdo->exec("CREATE TRIGGER deadlocks BEFORE UPDATE ON trial FOR EACH ROW BEGIN
            SET @tries = @tries + 1;
            IF @tries <= $number THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213; END IF;
        END");
    }

    /** As the server reports one. */
    private function deadlock(\PDO $other): DatabaseException
    {
        $database = new Database(new ShopConnection(new ShopDatabase($other)));
        try {
            $database->execute("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213");
        } catch (DatabaseException $exception) {
            return $exception;
        }
        throw new \LogicException();
    }
}
