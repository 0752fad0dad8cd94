<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Pace;

final class PaceTest extends PaymentTestCase
{
    public function testAskingCountsAsAPartOfThePause(): void
    {
        $waiting = $this->begin();
        $this->configure(['poll_interval' => '4']);
        foreach ([[0, 4000], [500, 3500], [6000, 2000]] as [$took, $pause]) {
            self::assertSame($pause, $this->world->get(Pace::class)->millisecondsToNext($waiting, $took));
        }
    }

    public function testALostStartIsLookedUpSoonAndThenLessAndLessOften(): void
    {
        $this->twint->fail('resetAfterProcessing', 'StartOrder');
        $lost = $this->begin();
        self::assertSame('uncertain', $lost->phase);
        self::assertGreaterThan(1_000, $lost->millisecondsUntilDue);
        self::assertLessThanOrEqual(3_000, $lost->millisecondsUntilDue);
        $pauses = [];
        foreach ([1, 5] as $polls) {
            $this->sql("UPDATE xplugin_jtl_twint_transaction SET polls = $polls WHERE id = $lost->id");
            $pauses[] = $this->world->get(Pace::class)->millisecondsToNext($this->fresh($lost), 0);
        }
        self::assertSame([10_000, 60_000], $pauses);
    }
}
