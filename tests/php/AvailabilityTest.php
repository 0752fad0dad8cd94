<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;

/** Whether TWINT is offered is asked by every visitor who is about to choose how to pay. */
final class AvailabilityTest extends PaymentTestCase
{
    public function testTwintIsAskedOnceForAllVisitors(): void
    {
        self::assertTrue($this->isGood());
        self::assertTrue($this->isGood());
        self::assertSame(1, $this->twint->calls('CheckSystemStatus'));
    }

    public function testWhileOneVisitorWaitsForTheAnswerTheOthersGoByTheLastOne(): void
    {
        self::assertTrue($this->isGood());
        $this->grow('status.testing', 601);
        // Somebody began to ask a moment ago.
        $this->world->get(Throttle::class)->allows(Throttled::AskingStatus, 30, 'testing');
        self::assertTrue($this->isGood());
        self::assertSame(1, $this->twint->calls('CheckSystemStatus'));
        $this->grow('throttle.asking_status.testing', 31);
        self::assertTrue($this->isGood());
        self::assertSame(2, $this->twint->calls('CheckSystemStatus'));
    }

    public function testWhileNothingIsKnownOneVisitorAsksAndTheOthersAreToldNo(): void
    {
        // Somebody began to ask a moment ago.
        $this->world->get(Throttle::class)->allows(Throttled::AskingStatus, 30, 'testing');
        self::assertFalse($this->isGood());
        self::assertSame(0, $this->twint->calls('CheckSystemStatus'));
        // Whoever asked never came back with an answer.
        $this->grow('throttle.asking_status.testing', 31);
        self::assertTrue($this->isGood());
        self::assertTrue($this->isGood());
        self::assertSame(1, $this->twint->calls('CheckSystemStatus'));
    }

    public function testWithAnotherCertificateTwintIsAskedAtOnceThoughSomebodyAskedJustNow(): void
    {
        self::assertTrue($this->isGood());
        $this->world->get(ConnectionFacts::class)->forget(new AccessKey(AccessKey::FIRST, 'testing'));
        self::assertTrue($this->isGood());
        self::assertSame(2, $this->twint->calls('CheckSystemStatus'));
    }

    public function testABadAnswerIsAskedAgainAfterAMinute(): void
    {
        $this->twint->down();
        self::assertFalse($this->isGood());
        $this->twint->up();
        self::assertFalse($this->isGood());
        $this->grow('status.testing', 61);
        $this->grow('throttle.asking_status.testing', 61);
        self::assertTrue($this->isGood());
    }

    private function isGood(): bool
    {
        return $this->world->get(Availability::class)->isGood(new AccessKey(AccessKey::FIRST, 'testing'));
    }

    private function grow(string $fact, int $seconds): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = UTC_TIMESTAMP(3) - INTERVAL $seconds SECOND WHERE name = '$fact'",
        );
    }
}
