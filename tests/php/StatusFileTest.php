<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\AccessRule;
use Plugin\jtl_twint\src\Checkout\StatusNews;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\PlainConnection;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\StatusFile\Parts;
use Plugin\jtl_twint\src\StatusFile\StatusAnswer;
use Plugin\jtl_twint\src\StatusFile\StatusFile;

/** The pay page's question without the shop: the same answer while nothing happens, and the shop's route for the rest. */
final class StatusFileTest extends StatusFileTestCase
{
    private const ASK_SHOP = ['ask' => 'shop'];

    private int $connections = 0;
    private string $visits;

    protected function setUp(): void
    {
        parent::setUp();
        $this->visits = (string) tempnam(sys_get_temp_dir(), 'visits');
    }

    protected function tearDown(): void
    {
        unlink($this->visits);
        parent::tearDown();
    }

    private function file(string $url = 'https://shop.example'): StatusFile
    {
        $open = function (): \PDO {
            $this->connections++;
            return Servers::database();
        };

        return new StatusFile(new Parts(new PlainConnection($open), World::KEY, $url, $this->visits));
    }

    private function ask(Transaction $t): StatusAnswer
    {
        return $this->file()->answer($t->token, '192.0.2.7');
    }

    private function polls(): int
    {
        return $this->twint->calls('MonitorOrder');
    }

    public function testWhileTwintIsNotDueTheRowIsTheAnswer(): void
    {
        $t = $this->begin();
        $polls = $this->polls();
        $answer = $this->ask($t);
        self::assertSame(200, $answer->status);
        self::assertSame('waiting', $answer->data['state']);
        self::assertSame(array_keys(StatusNews::of($t, 0, 1000)), array_keys($answer->data), 'as the route answers');
        self::assertLessThanOrEqual(1000, $answer->data['next'], 'what others learnt is known within a second');
        self::assertSame($polls, $this->polls());
        self::assertSame(1, $this->connections);
    }

    public function testThePageAsksNextAtTheMomentAtWhichTwintMayBeAsked(): void
    {
        $t = $this->begin();
        $next = function (int $dueInMs) use ($t): int {
            $this->sql(
                "UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) + INTERVAL $dueInMs * 1000 MICROSECOND",
            );

            return (int) $this->ask($t)->data['next'];
        };
        self::assertSame(1000, $next(9000));
        $soon = $next(800);
        self::assertGreaterThan(100, $soon);
        self::assertLessThanOrEqual(800, $soon);
        $this->makeDue();
        $this->world->get(Claims::class)->take($t->id, Initiator::cron());
        self::assertSame(300, (int) $this->ask($t)->data['next'], 'while another asks');
    }

    public function testItIsAnsweredWithOneStatement(): void
    {
        $t = $this->begin();
        self::assertSame(1, $this->statements(fn() => $this->ask($t)));
    }

    /** Statements that the server was asked, without those that counting and connecting cost. */
    private function statements(callable $work): int
    {
        $count = fn(): int => (
            (int) $this->world->pdo->query("SHOW GLOBAL STATUS LIKE 'Com_select'")->fetchColumn(1)
            + (int) $this->world->pdo->query("SHOW GLOBAL STATUS LIKE 'Com_update'")->fetchColumn(1)
        );
        $before = $count();
        $work();

        return $count() - $before;
    }

    public function testWhereTwintIsDueItIsAskedOnceAndThePaceIsTheRoutes(): void
    {
        $t = $this->begin();
        $this->makeDue();
        $polls = $this->polls();
        $answer = $this->ask($t);
        self::assertSame('waiting', $answer->data['state']);
        self::assertSame($polls + 1, $this->polls());
        $after = $this->fresh($t);
        self::assertSame($t->polls + 1, $after->polls);
        self::assertGreaterThan(1500, $after->millisecondsUntilDue);
        self::assertSame(1000, $answer->data['next'], 'not before it can hear anything new');
        $this->ask($t);
        self::assertSame($polls + 1, $this->polls(), 'not again before the interval is over');
        self::assertSame('pending', $after->phase);
    }

    public function testTwintIsAskedWithTheSetThatThePaymentBeganWith(): void
    {
        $sets = $this->world->get(AccessRepository::class);
        $id = $sets->add('Boutique');
        $this->world->get(SecretStore::class)->save(
            new AccessKey($id, 'testing'),
            new Credentials(
                $this->twint->secondStoreUuid(),
                $this->twint->certificate('secondStore'),
                $this->twint->passphrase(),
            ),
        );
        $sets->save($id, 0, 'Boutique', true, new AccessRule(['fre']));
        $t = $this->payments()->begin($this->world->shop->newOrder(), 'fre');
        self::assertSame($id, $t->accessId);
        $this->makeDue();
        $polls = $this->polls();
        // Of another store TWINT would not know the order, and the answer were the route's.
        self::assertSame('waiting', $this->ask($t)->data['state'] ?? null);
        self::assertSame($polls + 1, $this->polls());
    }

    public function testOthersThatAreDueAreAskedAboutInTheSameBreath(): void
    {
        [$asks, $waits, $approved] = [$this->begin(), $this->begin(), $this->begin()];
        $this->twint->approve($approved->pairingToken);
        $this->makeDue();
        $polls = $this->polls();
        self::assertSame('waiting', $this->ask($asks)->data['state']);
        self::assertSame($polls + 3, $this->polls());
        self::assertSame('waiting', $this->ask($waits)->data['state']);
        self::assertSame(self::ASK_SHOP, $this->ask($approved)->data);
        self::assertSame($polls + 3, $this->polls(), 'nobody asks again before the interval is over');
        self::assertSame('pending', $this->fresh($approved)->phase, 'what TWINT said is for the shop to act on');
        self::assertGreaterThan(1500, $this->fresh($waits)->millisecondsUntilDue);
    }

    public function testWhatTwintSaidWaitsForTheShopAndIsNotAskedForByOthers(): void
    {
        [$asks, $approved] = [$this->begin(), $this->begin()];
        $this->twint->approve($approved->pairingToken);
        $this->makeDue();
        $this->ask($asks);
        self::assertTrue($this->fresh($approved)->hasNews);
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) WHERE id = $asks->id");
        $polls = $this->polls();
        $this->ask($asks);
        self::assertSame($polls + 1, $this->polls());
        $this->world->get(PaymentService::class)->settleIfDue($this->fresh($approved), Initiator::buyer());
        $settled = $this->fresh($approved);
        self::assertSame(['captured', false], [$settled->phase, $settled->hasNews]);
    }

    public function testAPurchaseByExpressWaitsWithoutACodeAsQuietly(): void
    {
        $t = $this->begin();
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET pairing_token = NULL, check_in = '84760185-a1ad-49a7-b521-cb4b09a006d4'",
        );
        $this->makeDue();
        self::assertSame('waiting', $this->ask($t)->data['state'] ?? null);
        self::assertFalse($this->fresh($t)->hasNews);
    }

    public function testAnotherThatTwintDoesNotKnowKeepsNobodyWaiting(): void
    {
        [$asks, $gone] = [$this->begin(), $this->begin()];
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET twint_uuid = '84760185-a1ad-49a7-b521-cb4b09a006d4' WHERE id = $gone->id",
        );
        $this->makeDue();
        self::assertSame('waiting', $this->ask($asks)->data['state']);
        self::assertSame(self::ASK_SHOP, $this->ask($gone)->data);
    }

    /** @dataProvider absences */
    public function testWithoutADatabaseThePageIsToldToAskLaterAndNotTheShopWhichCannotStart(int $code): void
    {
        $t = $this->begin();
        $open = static fn(): \PDO => throw self::failure($code);
        $file = new StatusFile(
            new Parts(new PlainConnection($open), World::KEY, 'https://shop.example', $this->visits),
        );
        $answer = $file->answerOrSayWho($t->token, '192.0.2.7');
        self::assertSame([503, ['error' => 'unavailable']], [$answer->status, $answer->data]);
    }

    public static function absences(): iterable
    {
        yield 'nobody answers' => [2002];
        yield 'no room for another connection' => [1040];
        yield 'no room for another connection of this user' => [1203];
        yield 'a host that is blocked' => [1129];
        yield 'a node that is not ready' => [1047];
        yield 'a connection that was lost' => [2006];
    }

    public function testOtherTroubleIsTheRoutes(): void
    {
        $t = $this->begin();
        $open = static fn(): \PDO => throw self::failure(1146);
        $file = new StatusFile(
            new Parts(new PlainConnection($open), World::KEY, 'https://shop.example', $this->visits),
        );
        self::assertSame(self::ASK_SHOP, $file->answerOrSayWho($t->token, '192.0.2.7')->data);
    }

    private static function failure(int $code): \PDOException
    {
        $failure = new \PDOException('refused');
        $failure->errorInfo = ['HY000', $code, 'refused'];

        return $failure;
    }

    public function testAnApprovalIsTheRoutesToSettleAtOnce(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->makeDue();
        self::assertSame(self::ASK_SHOP, $this->ask($t)->data);
        $seen = $this->fresh($t);
        self::assertSame(['pending', true], [$seen->phase, $seen->isDue()], 'nothing written, and nobody has to wait');
        $this->assertPaidOnce($this->payments()->settleIfDue($seen, Initiator::buyer()));
        self::assertSame(self::ASK_SHOP, $this->ask($t)->data, 'the end is told by the route');
    }

    public function testThatAPhoneHasThePaymentIsToldWithoutTheShopsStart(): void
    {
        $t = $this->begin();
        self::assertFalse($this->ask($t)->data['onPhone']);
        $this->twint->pair($t->pairingToken);
        $this->makeDue();
        $polls = $this->polls();
        self::assertTrue($this->ask($t)->data['onPhone']);
        self::assertSame($polls + 1, $this->polls(), 'asked once');
        $seen = $this->fresh($t);
        self::assertSame(['pending', true, false, false], [$seen->phase, $seen->onPhone, $seen->claimed, $seen->hasNews]);
        self::assertTrue(StatusNews::of($seen, 0, 1000)['onPhone'], 'the route tells it as well');
    }

    public function testWhatAPhoneHasIsAskedAboutSooner(): void
    {
        $this->set('poll_interval', 1);
        [$scanned, $alone] = [$this->begin(), $this->begin()];
        $this->twint->pair($scanned->pairingToken);
        $this->makeDue();
        self::assertTrue($this->ask($scanned)->data['onPhone']);
        self::assertLessThanOrEqual(1000, $this->fresh($scanned)->millisecondsUntilDue);
        self::assertGreaterThan(1000, $this->fresh($alone)->millisecondsUntilDue);
    }

    public function testAPhoneThatLetsThePaymentGoIsNoLongerSaidToHaveIt(): void
    {
        $t = $this->begin();
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET on_phone = 1');
        $this->makeDue();
        self::assertFalse($this->ask($t)->data['onPhone']);
        self::assertFalse($this->fresh($t)->onPhone);
    }

    public function testTwintMayHoldItsAnswerBackUntilTheBuyerApproves(): void
    {
        $this->set('waiting_calls', 1);
        $this->twint->set(['quirks' => ['longPollMs' => 4000], 'autoApproveAfterMs' => 700]);
        $t = $this->begin();
        $this->makeDue();
        $polls = $this->polls();
        $began = microtime(true);
        self::assertSame(self::ASK_SHOP, $this->ask($t)->data);
        self::assertLessThan(3, microtime(true) - $began, 'the moment when it happens, not the end of the waiting');
        self::assertSame($polls + 1, $this->polls());
    }

    public function testWhereNothingHappensWhileTwintHoldsItsAnswerBackItIsAskedAgainAtOnce(): void
    {
        $this->set('waiting_calls', 1);
        $this->twint->set(['quirks' => ['longPollMs' => 1200]]);
        $t = $this->begin();
        $this->makeDue();
        $answer = $this->ask($t);
        self::assertSame(['waiting', 100], [$answer->data['state'], $answer->data['next']]);
        self::assertGreaterThanOrEqual(1200, $answer->data['asked']);
    }

    public function testNoMoreMayWaitThanTheMerchantAllows(): void
    {
        $this->set('waiting_calls', 1);
        $this->twint->set(['quirks' => ['longPollMs' => 5000]]);
        $other = $this->begin();
        $t = $this->begin();
        self::assertNotNull($this->world->get(TransactionRepository::class)->claim($other->id));
        $this->makeDue();
        $answer = $this->ask($t);
        self::assertLessThan(1000, $answer->data['asked'], 'another is at TWINT already');
        self::assertSame('waiting', $answer->data['state']);
    }

    public function testWhoCancelsGetsItsTurnWhileTwintHoldsAnswersBackForThePayPage(): void
    {
        $this->set('waiting_calls', 1);
        $this->configure(['waiting_calls' => '1']);
        $this->twint->set(['quirks' => ['longPollMs' => 4000]]);
        $t = $this->begin();
        $this->makeDue();
        [$page] = TestProcess::start('pay page', $t->id);
        try {
            for ($tenths = 0; !$this->fresh($t)->claimed && $tenths < 200; $tenths++) {
                usleep(100_000);
            }
            self::assertTrue($this->fresh($t)->claimed, 'the page is at TWINT');
            self::assertSame('cancelled', $this->payments()->cancel($t, Initiator::buyer())->phase);
        } finally {
            proc_terminate($page, SIGKILL);
            proc_close($page);
        }
    }

    private function set(string $setting, int $value): void
    {
        $this->sql(sprintf(
            "REPLACE INTO tplugineinstellungen VALUES (%d, '%s', '%d')",
            ShopSettings::PLUGIN_ID,
            $setting,
            $value,
        ));
    }

    /** @dataProvider ends */
    public function testEveryEndIsTheRoutes(string $end): void
    {
        $t = $this->begin();
        $this->twint->$end($t->pairingToken);
        $this->makeDue();
        self::assertSame(self::ASK_SHOP, $this->ask($t)->data);
    }

    public static function ends(): iterable
    {
        yield ['decline'];
        yield ['expire'];
    }

    public function testWhenTheTimeIsUpTheRouteIsAsked(): void
    {
        $t = $this->begin();
        $this->passTime($t);
        $polls = $this->polls();
        self::assertSame(self::ASK_SHOP, $this->ask($t)->data);
        self::assertSame($polls, $this->polls());
    }

    public function testSilenceOfTwintIsNoNewsAndIsNotAskedOverAndOver(): void
    {
        $t = $this->begin();
        $this->twint->down();
        try {
            $this->makeDue();
            self::assertSame('waiting', $this->ask($t)->data['state']);
            self::assertFalse($this->fresh($t)->isDue());
        } finally {
            $this->twint->up();
        }
    }

    public function testWhoeverHoldsTheClaimIsNotDisturbed(): void
    {
        $t = $this->begin();
        $this->makeDue();
        self::assertNotNull($this->world->get(TransactionRepository::class)->claim($t->id));
        $polls = $this->polls();
        $answer = null;
        self::assertSame(
            1,
            $this->statements(function () use ($t, &$answer): void {
                $answer = $this->ask($t);
            }),
            'nothing is tried where the row shows that another asks',
        );
        self::assertSame('waiting', $answer->data['state']);
        self::assertSame($polls, $this->polls());
    }

    public function testACopyOfTheLiveShopDoesNotAsk(): void
    {
        $t = $this->begin();
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET environment = 'production'");
        $this->world->get(LiveShop::class)->adopt();
        $this->makeDue();
        $polls = $this->polls();
        $copy = $this->file('https://copy.example');
        self::assertSame('waiting', $copy->answer($t->token, '192.0.2.7')->data['state']);
        self::assertSame([$polls, true], [$this->polls(), $this->fresh($t)->isDue()]);
    }

    /** @dataProvider closedShops */
    public function testAShopThatDoesNotAnswerIsAsked(string $sql): void
    {
        $t = $this->begin();
        $this->makeDue();
        $polls = $this->polls();
        $this->sql($sql);
        self::assertSame(self::ASK_SHOP, $this->ask($t)->data);
        self::assertSame($polls, $this->polls());
    }

    public static function closedShops(): iterable
    {
        yield 'plugin disabled' => ['UPDATE tplugin SET nStatus = 1'];
        yield 'plugin gone' => ['DELETE FROM tplugin'];
        yield 'maintenance' => ["UPDATE teinstellungen SET cWert = 'Y'"];
        yield 'token expired' => ['UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 61 DAY'];
    }

    public function testWhileTheTablesAreOlderThanThePluginsFilesTheShopIsAskedAndTakesThePayment(): void
    {
        $t = $this->begin();
        $this->makeDue();
        $this->twint->approve($t->pairingToken);
        OlderTables::during($this->world->pdo, function () use ($t): void {
            self::assertSame(self::ASK_SHOP, $this->ask($t)->data);
            self::assertTrue($this->fresh($t)->isDue(), 'so that the shop asks TWINT at once');
        });
    }

    public function testGuessedTokensAndWrongMethodsAreRefusedWithoutAConnection(): void
    {
        foreach ([
            PageToken::random(new KeyRing('another shop')),
            str_repeat('a', 43),
            'short',
            '',
        ] as $token) {
            self::assertSame(404, $this->file()->answer($token, '192.0.2.7')->status);
        }
        foreach (['POST', 'HEAD', 'PUT', ''] as $method) {
            $server = ['REQUEST_METHOD' => $method];
            self::assertSame(405, StatusFile::answerWhateverHappens($server, ['token' => 'x'], '/nowhere')->status);
        }
        $arrays = StatusFile::answerWhateverHappens(['REQUEST_METHOD' => 'GET'], ['token' => ['x']], '/nowhere');
        self::assertSame(404, $arrays->status);
        self::assertSame(0, $this->connections);
    }

    public function testAFloodIsRefusedWithoutAConnection(): void
    {
        if ((time() % 60) > 50) {
            sleep(11);
        }
        $t = $this->begin();
        for ($n = 0; $n < 600; $n++) {
            $this->parts()->limit->allowsQuestion($t->token, '192.0.2.7');
        }
        self::assertSame(429, $this->ask($t)->status);
        self::assertSame(0, $this->connections);
        self::assertSame(
            200,
            $this->file()->answer($t->token, '192.0.2.8')->status,
            'each visitor has a limit of their own',
        );
    }

    private function parts(): Parts
    {
        return new Parts(
            new PlainConnection(Servers::database(...)),
            World::KEY,
            'https://shop.example',
            $this->visits,
        );
    }

    public function testWithoutTheShopsConfigurationTheShopIsAsked(): void
    {
        $token = PageToken::random(new KeyRing(World::KEY));
        $answer = StatusFile::answerWhateverHappens(['REQUEST_METHOD' => 'GET'], ['token' => $token], '/a/b/c/d/e.php');
        self::assertSame([200, self::ASK_SHOP], [$answer->status, $answer->data]);
    }

    public function testTokensOfEarlierKeysAreStillTheRoutes(): void
    {
        $t = $this->begin();
        $old = PageToken::random(new KeyRing('the key before'));
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET token = '$old'");
        self::assertSame(404, $this->file()->answer($old, '192.0.2.7')->status);
        self::assertSame($t->id, $this->world->get(TransactionRepository::class)->byToken($old)?->id);
    }
}
