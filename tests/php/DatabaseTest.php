<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
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
        $this->shop = new ShopDatabase($this->pdo);
        $this->database = new Database(new ShopConnection($this->shop));
    }

    protected function tearDown(): void
    {
        $this->pdo->exec('DROP TABLE IF EXISTS trial');
    }

    /** @dataProvider errorModes */
    public function testAStatementThatFailsIsNoticedHoweverTheConnectionIsSet(int $mode): void
    {
        $this->pdo->setAttribute(\PDO::ATTR_ERRMODE, $mode);
        foreach ([
            fn(): int => $this->database->execute('UPDATE nowhere SET id = :id', ['id' => 7]),
            fn(): array => $this->database->rows('SELECT nothing FROM trial'),
            fn(): int => $this->database->insert('trial', ['id' => 1, 'word' => 'a secret']),
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

    /** @dataProvider lostNodes */
    public function testACommitOfUnknownOutcomeIsNotTriedAgain(int $code): void
    {
        $this->shop->refuseNextCommits(1, $code);
        $runs = 0;
        try {
            $this->database->transaction(static function () use (&$runs): void {
                $runs++;
            });
            self::fail('It was swallowed.');
        } catch (DatabaseException $exception) {
            self::assertSame($code, $exception->serverCode);
        }
        self::assertSame(1, $runs);
    }

    public static function lostNodes(): iterable
    {
        yield 'server gone' => [2006];
        yield 'connection lost' => [2013];
        yield 'node not ready' => [1047];
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
