<?php

declare(strict_types=1);

namespace Twint\Tests;

use Laminas\Diactoros\Response\JsonResponse;
use Plugin\jtl_twint\src\Checkout\RateLimit;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronSecret;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Persistence\ShopIdentity;
use Plugin\jtl_twint\src\Settings\KeyRing;

/** The address that a hosting's cron calls. */
final class CronTest extends PaymentTestCase
{
    public function testTwoFirstViewsAtOnceAreShownTheSameAddress(): void
    {
        $facts = $this->world->get(FactStore::class);
        $other = (new World($this->twint))->get(FactStore::class);
        $first = $facts->putOnce(Fact::CronSalt, ['salt' => 'first']);
        self::assertSame($first, $other->putOnce(Fact::CronSalt, ['salt' => 'second']));
        self::assertSame($first, $facts->get(Fact::CronSalt));
    }

    public function testOneOfTwoWhoPutTheSameAtOnceIsTheFirst(): void
    {
        $facts = $this->world->get(FactStore::class);
        $other = (new World($this->twint))->get(FactStore::class);
        self::assertTrue($facts->putNew(Fact::ReconciliationNight, ['day' => '2026-11-27']));
        self::assertFalse($other->putNew(Fact::ReconciliationNight, ['day' => '2026-11-27']));
        self::assertTrue($other->putNew(Fact::ReconciliationNight, ['day' => '2026-11-28']));
        self::assertFalse($facts->putNew(Fact::ReconciliationNight, ['day' => '2026-11-28']));
    }

    private function secret(string $shopKey = 'the key of this shop'): CronSecret
    {
        return new CronSecret($this->world->get(ShopIdentity::class), new KeyRing($shopKey));
    }

    private function ask(#[\SensitiveParameter] string $secret, Call $call = new Call()): JsonResponse
    {
        $answer = (new CronEndpoint(
            $this->secret(),
            $this->world->get(RateLimit::class),
            $this->world->get(Sweep::class),
            $this->world->get(AlarmWatch::class),
            $this->world->log,
        ))->answerWhateverHappens($call, $secret);
        self::assertInstanceOf(JsonResponse::class, $answer);
        self::assertSame('no-store', $answer->getHeaderLine('Cache-Control'));

        return $answer;
    }

    public function testWhoeverKnowsTheSecretSweepsAndReadsWhatWasDone(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->makeDue();
        $answer = $this->ask($this->secret()->current());
        self::assertSame(200, $answer->getStatusCode());
        self::assertSame(
            [1, 1, true, null],
            array_values(array_intersect_key((array) $answer->getPayload(), [
                'asked' => 0,
                'changed' => 0,
                'complete' => 0,
                'trouble' => 0,
            ])),
        );
        $this->assertPaidOnce($this->fresh($t));
    }

    public function testWhoeverDoesNotFindsNothingAndSetsNothingOff(): void
    {
        $this->begin();
        $this->makeDue();
        $right = $this->secret()->current();
        foreach (['', '0', substr($right, 0, -1), $right . 'a', strtoupper($right), strrev($right)] as $wrong) {
            $answer = $this->ask($wrong);
            self::assertSame([404, ['error' => 'not found']], [$answer->getStatusCode(), $answer->getPayload()]);
        }
        self::assertSame(0, $this->twint->calls('MonitorOrder'));
    }

    public function testTheSecretStaysUntilItIsRotatedAndTheOldOneIsVoidAtOnce(): void
    {
        $old = $this->secret()->current();
        self::assertMatchesRegularExpression('/^[0-9a-f]{40}$/', $old);
        self::assertSame($old, $this->secret()->current());
        $this->secret()->rotate();
        self::assertFalse($this->secret()->matches($old));
        self::assertTrue($this->secret()->matches($this->secret()->current()));
    }

    public function testWhatIsStoredDoesNotGiveTheSecretAway(): void
    {
        $secret = $this->secret()->current();
        $stored = json_encode($this->world->get(FactStore::class)->get(Fact::CronSalt));
        self::assertStringNotContainsString($secret, (string) $stored);
        self::assertNotSame($secret, $this->secret('the key of another shop')->current());
    }

    public function testATableThatIsMissingIsTroubleAndNoWrongAddress(): void
    {
        $secret = $this->secret()->current();
        $this->sql('RENAME TABLE xplugin_jtl_twint_fact TO away');
        try {
            $answer = $this->ask($secret);
            self::assertSame([503, ['error' => 'unavailable']], [$answer->getStatusCode(), $answer->getPayload()]);
            self::assertSame('60', $answer->getHeaderLine('Retry-After'));
        } finally {
            $this->sql('RENAME TABLE away TO xplugin_jtl_twint_fact');
        }
    }

    public function testASweepThatBreaksOffIsAnErrorForTheHostingsCronButToldWithoutDetails(): void
    {
        $secret = $this->secret()->current();
        $this->sql('RENAME TABLE xplugin_jtl_twint_transaction TO away');
        try {
            $answer = $this->ask($secret);
        } finally {
            $this->sql('RENAME TABLE away TO xplugin_jtl_twint_transaction');
        }
        self::assertSame(500, $answer->getStatusCode());
        self::assertStringNotContainsString('xplugin', (string) json_encode($answer->getPayload()));
    }

    public function testWhoCallsTwiceAtOnceDoesNothingTwice(): void
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->makeDue();
        $this->together([['sweep', 0], ['sweep', 0]]);
        $this->assertPaidOnce($this->fresh($t));
        self::assertSame(1, $this->twint->calls('ConfirmOrder'));
    }

    public function testWhatOnlyLooksAtTheAddressStartsNothing(): void
    {
        $t = $this->begin();
        $this->makeDue();
        $asked = $this->twint->calls('MonitorOrder');
        foreach ([
            new Call('HEAD'),
            new Call(headers: ['Sec-Purpose' => 'prefetch;prerender']),
            new Call(headers: ['Purpose' => 'prefetch']),
        ] as $look) {
            $answer = $this->ask($this->secret()->current(), $look);
            self::assertSame([200, ['swept' => false]], [$answer->getStatusCode(), $answer->getPayload()]);
        }
        self::assertSame($asked, $this->twint->calls('MonitorOrder'));
        $this->ask($this->secret()->current(), new Call('POST'));
        self::assertSame($asked + 1, $this->twint->calls('MonitorOrder'));
        self::assertSame('pending', $this->fresh($t)->phase);
    }

    public function testWhoGuessesIsStoppedAndCronIsNot(): void
    {
        $this->earlyInAMinute();
        $answers = [];
        for ($n = 0; $n < 25; $n++) {
            $answers[] = $this->ask('guess ' . $n)->getStatusCode();
        }
        self::assertSame([404 => 20, 429 => 5], array_count_values($answers));
        self::assertSame('60', $this->ask('one more')->getHeaderLine('Retry-After'));
        self::assertSame(404, $this->ask('guess', new Call(from: '192.0.2.8'))->getStatusCode());
        self::assertSame(200, $this->ask($this->secret()->current())->getStatusCode());
    }

    public function testWhoKnowsTheSecretDoesNotSweepWithoutEnd(): void
    {
        $this->earlyInAMinute();
        $answers = [];
        for ($n = 0; $n < 33; $n++) {
            $answers[] = $this->ask($this->secret()->current(), new Call(from: "192.0.2.$n"))->getStatusCode();
        }
        self::assertSame([200 => 30, 429 => 3], array_count_values($answers));
    }

    /** The counters are kept by the minute. */
    private function earlyInAMinute(): void
    {
        if ((time() % 60) > 52) {
            sleep(60 - (time() % 60));
        }
    }
}
