<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Checkout\RateLimit;

/** Floods are kept out; a counter that cannot be kept keeps nobody out. */
final class RateLimitTest extends TestCase
{
    private World $world;
    private RateLimit $limit;

    protected function setUp(): void
    {
        $this->world = World::fresh(new Twint());
        $this->limit = $this->world->get(RateLimit::class);
        if ((time() % 60) > 57) {
            sleep(3);
        }
    }

    private function visits(string $what, int $number, int $perMinute): int
    {
        $let = 0;
        for ($n = 0; $n < $number; $n++) {
            $let += $this->limit->allows($what, $perMinute) ? 1 : 0;
        }

        return $let;
    }

    public function testSoManyAreLetInAndNoMore(): void
    {
        self::assertSame(5, $this->visits('ask|a', 12, 5));
        self::assertSame(5, $this->visits('ask|b', 12, 5), 'each has a limit of its own');
    }

    public function testTheNextMinuteCountsAnew(): void
    {
        $this->visits('ask|a', 12, 5);
        $this->world->pdo->exec('UPDATE xplugin_jtl_twint_visit SET minute = minute - 1');
        self::assertSame(5, $this->visits('ask|a', 12, 5));
    }

    public function testNoAddressAndNoTokenIsKept(): void
    {
        $this->limit->allows('ask|token|192.0.2.7', 5);
        $rows = json_encode($this->world->pdo->query('SELECT * FROM xplugin_jtl_twint_visit')->fetchAll());
        self::assertStringNotContainsString('192.0.2.7', (string) $rows);
        self::assertStringNotContainsString('token', (string) $rows);
    }

    public function testWhoDoesNotKnowTheShopsKeyCannotGuessTheAddressBack(): void
    {
        $this->limit->allows('guess|192.0.2.7', 5);
        $bucket = $this->world->pdo->query('SELECT bucket FROM xplugin_jtl_twint_visit')->fetchColumn();
        foreach (hash_algos() as $algorithm) {
            self::assertStringStartsNotWith((string) $bucket, hash($algorithm, 'guess|192.0.2.7'), $algorithm);
        }
    }

    public function testOldCountersAreClearedAway(): void
    {
        $this->world->pdo->exec("INSERT INTO xplugin_jtl_twint_visit VALUES ('old', 1, 1)");
        $left = 1;
        for ($round = 0; $round < 40 && $left > 0; $round++) {
            $this->visits('ask|a', 500, 1);
            $left = (int) $this->world
                ->pdo
                ->query("SELECT COUNT(*) FROM xplugin_jtl_twint_visit WHERE bucket = 'old'")
                ->fetchColumn();
        }
        self::assertSame(0, $left);
    }

    public function testACounterThatCannotBeKeptKeepsNobodyOut(): void
    {
        $this->world->pdo->exec('RENAME TABLE xplugin_jtl_twint_visit TO away');
        try {
            self::assertSame(3, $this->visits('ask|a', 3, 1));
        } finally {
            $this->world->pdo->exec('RENAME TABLE away TO xplugin_jtl_twint_visit');
        }
    }
}
