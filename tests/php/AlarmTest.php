<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Health\Alarm;
use Plugin\jtl_twint\src\Health\AlarmLevel;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Log\LoggerInterface;

/** When the merchant is written to. */
final class AlarmTest extends PaymentTestCase
{
    private SentMails $mails;

    protected function setUp(): void
    {
        parent::setUp();
        $this->mails = new SentMails();
    }

    public function testOfOneKindOneMailIsSentADay(): void
    {
        $this->look($this->alarm('cron'));
        $this->look($this->alarm('cron'));
        self::assertSame([['cron']], $this->mails->kinds());
        $this->later(23);
        $this->look($this->alarm('cron'));
        self::assertSame([['cron']], $this->mails->kinds());
        $this->later(2);
        $this->look($this->alarm('cron'));
        self::assertSame([['cron'], ['cron']], $this->mails->kinds());
    }

    public function testWhatIsWrongAtOnceIsToldInOneMailAndWhatIsNewByItself(): void
    {
        $this->look($this->alarm('cron'), $this->alarm('extension'));
        $this->look($this->alarm('cron'), $this->alarm('extension'), $this->alarm('uncertain'));
        self::assertSame([['cron', 'extension'], ['uncertain']], $this->mails->kinds());
    }

    public function testWhatIsForTheBellIsNotMailed(): void
    {
        $this->look($this->alarm('reservations', null));
        self::assertSame([], $this->mails->kinds());
    }

    public function testACertificateIsToldOnceAtEachStage(): void
    {
        $this->look($this->alarm('certificate.1.1.2027.30', Alarm::ONCE));
        $this->later(24 * 10);
        $this->look($this->alarm('certificate.1.1.2027.30', Alarm::ONCE));
        $this->look($this->alarm('certificate.1.1.2027.14', Alarm::ONCE));
        self::assertSame(
            [
                ['certificate.1.1.2027.30'],
                ['certificate.1.1.2027.14'],
            ],
            $this->mails->kinds(),
        );
    }

    public function testAMailThatCouldNotBeSentIsSentTheNextTime(): void
    {
        $this->mails->broken = true;
        $this->look($this->alarm('cron'));
        $this->mails->broken = false;
        $this->look($this->alarm('cron'));
        self::assertSame([['cron']], $this->mails->kinds());
    }

    public function testThoseWhoAskOftenLookSeldom(): void
    {
        $looks = 0;
        $watch = $this->watch(static function () use (&$looks): array {
            $looks++;

            return [];
        });
        $watch->look(new \DateTimeImmutable());
        $watch->look(new \DateTimeImmutable());
        self::assertSame(1, $looks);
    }

    public function testTheMerchantNamesTheAddressOrWantsNoMails(): void
    {
        $this->configure(['alarm_address' => 'till@shop.example']);
        $this->look($this->alarm('cron'));
        self::assertSame(['till@shop.example'], array_column($this->mails->sent, 0));
        $this->configure(['alarms' => 'bell']);
        $this->look($this->alarm('extension'));
        self::assertCount(1, $this->mails->sent);
    }

    public function testACopyOfTheLiveShopWritesToNobody(): void
    {
        self::assertTrue($this->world->get(LiveShop::class)->mayTouch('production'));
        $this->world = new World($this->twint, url: 'https://staging.shop.example');
        $this->look($this->alarm('cron'));
        self::assertSame([], $this->mails->kinds());
    }

    public function testTroubleWithLookingStopsNobody(): void
    {
        $this->sql('RENAME TABLE xplugin_jtl_twint_fact TO away');
        try {
            $this->watch(fn(): array => [$this->alarm('cron')])->look(new \DateTimeImmutable());
        } finally {
            $this->sql('RENAME TABLE away TO xplugin_jtl_twint_fact');
        }
        self::assertSame([], $this->mails->kinds());
        self::assertStringContainsString('could not be written to', implode($this->world->log->lines));
    }

    private function alarm(string $kind, ?int $every = Alarm::DAILY): Alarm
    {
        return new Alarm($kind, AlarmLevel::Danger, new Sentence('twint.alarm.cronNever'), $every);
    }

    private function look(Alarm ...$alarms): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL 1 HOUR WHERE name = 'throttle.alarms_looked'",
        );
        $this->watch(static fn(): array => array_values($alarms))->look(new \DateTimeImmutable());
    }

    /** @param \Closure(): list<Alarm> $alarms */
    private function watch(\Closure $alarms): AlarmWatch
    {
        return new AlarmWatch(
            new Alarms($alarms),
            $this->world->get(Throttle::class),
            $this->world->get(Settings::class),
            $this->world->get(LiveShop::class),
            $this->mails,
            $this->world->get(LoggerInterface::class),
        );
    }

    private function later(int $hours): void
    {
        $this->sql("UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL $hours HOUR");
    }
}
