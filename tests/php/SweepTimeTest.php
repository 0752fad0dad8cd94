<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Cron\FailingItems;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;

/** No task of the sweep takes the time of those after it. */
final class SweepTimeTest extends MoneyTestCase
{
    public function testATaskWithMuchToDoLeavesTimeForTheOthersAndGoesOnAfterThem(): void
    {
        for ($n = 0; $n < 40; $n++) {
            $this->begin();
        }
        $this->makeDue();
        $this->twint->set(['latencyMs' => 1000]);

        $report = $this->world->get(Sweep::class)->run(3);
        self::assertSame([32, false], [$report->asked, $report->complete]);
        self::assertNotNull($this->world->get(FactStore::class)->get(Fact::ConnectionStatus, 'testing'), 'a later task had its turn');

        $this->makeDue();
        $report = $this->world->get(Sweep::class)->run(10);
        self::assertSame([40, true], [$report->asked, $report->complete]);
    }

    public function testAnOperationThatTwintDoesNotTellOfRestsAndIsNotShownAsFailing(): void
    {
        $t = $this->captured('50.00');
        $this->twint->set(['quirks' => ['reversal' => 'settlesLater']]);
        self::assertSame(OutcomeKind::Unknown, $this->refund($t, '20.00')->kind);
        $this->age();
        $this->twint->fail(['html' => 503], 'FindOrder');
        self::assertGreaterThan(0, $this->searches(), 'asked the first time');
        self::assertSame(0, $this->searches(), 'and then not at once again');
        self::assertSame(0, $this->world->get(FailingItems::class)->number());

        $this->twint->heal();
        $this->twint->set(['quirks' => ['reversal' => 'immediate']]);
        $this->sql('UPDATE xplugin_jtl_twint_failing SET paused_until = paused_until - INTERVAL 115 SECOND');
        self::assertSame(0, $this->searches());
        $this->sql('UPDATE xplugin_jtl_twint_failing SET paused_until = paused_until - INTERVAL 5 SECOND');
        self::assertGreaterThan(0, $this->searches());
    }

    /** A release by the reconciliation whose answer was lost is one of the same kind. */
    public function testAReleaseThatTwintDoesNotTellOfRests(): void
    {
        $t = $this->begin();
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET phase = 'failed' WHERE id = $t->id");
        $this->sql("INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, state, intent, actor, created_at)
            VALUES ($t->id, 'cancel', 'unknown', 'merchant', 'cron', UTC_TIMESTAMP(3) - INTERVAL 1 HOUR)");
        $this->twint->fail(['html' => 503], 'MonitorOrder');
        self::assertGreaterThan(0, $this->searches('MonitorOrder'));
        self::assertSame(0, $this->searches('MonitorOrder'));
    }

    /** What a sweep asks TWINT about operations, before the hour of the reconciliation. */
    private function searches(string $operation = 'FindOrder'): int
    {
        $before = $this->twint->calls($operation);
        self::assertNull($this->world->get(Sweep::class)->run(now: new \DateTimeImmutable('01:00'))->trouble);

        return $this->twint->calls($operation) - $before;
    }
}
