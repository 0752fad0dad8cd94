<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessDeletion;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\AccessRule;
use Plugin\jtl_twint\src\Admin\Documentation\Messages;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Health\AccessAlarms;
use Plugin\jtl_twint\src\Health\AccessChecks;
use Plugin\jtl_twint\src\Health\Alarm;
use Plugin\jtl_twint\src\Health\Alarms as ShopAlarms;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Health\Check;
use Plugin\jtl_twint\src\Health\CheckState;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Log\LoggerInterface;

/** Of two sets of access data one is broken: the merchant hears which, in the bell, by mail and in the checklist, and of the other nothing. */
final class AccessAlarmTest extends PaymentTestCase
{
    private int $second;

    protected function setUp(): void
    {
        parent::setUp();
        $this->second = $this->sets()->add('Boutique');
        $this->store($this->second, 'secondStore');
        $this->switchOn(true);
    }

    public function testWhereBothWorkNothingIsSaid(): void
    {
        $this->ask();
        self::assertSame([], $this->said());
        self::assertSame([], $this->todo());
    }

    public function testOneThatCannotBeDecryptedIsNamed(): void
    {
        $this->spoil($this->second);
        self::assertSame(["unreadable.set$this->second" => 'Boutique: ' . __('twint.certificateLost')], $this->said());
        self::assertSame(['Boutique: certificate', 'Boutique: systemId'], $this->todo());
    }

    public function testOneThatTwintRefusesIsNamedAndOneThatIsNotReachedIsNot(): void
    {
        $this->store($this->second, 'revoked');
        $this->ask();
        self::assertSame(
            [
                "refused.set$this->second" => 'Boutique: TWINT is not offered: the certificate is not accepted. Check the access data under Configuration.',
            ],
            $this->said(),
        );
        self::assertSame(['Boutique: connection'], $this->todo());
        $this->twint->down();
        $this->ask();
        $this->twint->up();
        self::assertSame([], $this->said());
    }

    public function testOneThatIsOnWithoutACertificateIsNamedUnlessNoneHasOne(): void
    {
        $this->forget($this->second);
        $missing = __('twint.check.certificate.missing');
        self::assertSame(["missing.set$this->second" => 'Boutique: ' . $missing], $this->said());
        self::assertSame(['Boutique: certificate', 'Boutique: systemId'], $this->todo());
        $this->store($this->second, 'secondStore');
        $this->forget(1);
        self::assertSame(['missing' => 'Access data 1: ' . $missing], $this->said());
        $this->forget($this->second);
        self::assertSame([], $this->said());
    }

    public function testWhatIsMissingIsMailedWhereMoneyMoves(): void
    {
        $this->forget($this->second);
        self::assertSame([], $this->mailed(new SentMails()));
        $this->goLive();
        self::assertSame([["missing.set$this->second"]], $this->mailed(new SentMails()));
    }

    public function testTheEndOfOneCertificateIsToldOfItsSetAlone(): void
    {
        $end = new \DateTimeImmutable('+10 days +1 hour');
        $this->world->get(ConnectionFacts::class)->noteCertificate(
            $this->key($this->second),
            CertificateFacts::fromArray([
                'storeUuid' => $this->twint->secondStoreUuid(),
                'validTo' => $end->setTimezone(new \DateTimeZone('UTC'))->format('Y-m-d\TH:i:s\Z'),
            ]),
        );
        $said = $this->said();
        self::assertSame(['Boutique: ' . sprintf(__('twint.expiry.soon'), 10)], array_values($said));
        self::assertMatchesRegularExpression(
            "/^certificate\.[\d.]+\.14\.set$this->second$/D",
            (string) array_key_first($said),
        );
    }

    public function testTheEndOfACertificateIsToldThoughWhatWasReadOfItIsForgotten(): void
    {
        $key = $this->key($this->second);
        $known = $this->world->get(ConnectionFacts::class);
        $end = $this->world->get(CertificateKeeper::class)->facts($key)?->validTo;
        $known->forget($key);
        $kinds = array_map(
            static fn(Alarm $alarm): string => $alarm->kind,
            $this->world->get(AccessAlarms::class)->now(new \DateTimeImmutable("$end -10 days -1 hour")),
        );
        self::assertNotSame([], preg_grep("/^certificate\..*\.set$this->second$/D", $kinds), implode(', ', $kinds));
    }

    public function testOneThatIsOffMattersWhileItsPaymentsGoOn(): void
    {
        $this->meantFor(['fre']);
        $payment = $this->payments()->begin($this->world->shop->newOrder(), 'fre');
        self::assertSame($this->second, $payment->accessId);
        $this->switchOn(false);
        $this->spoil($this->second);
        self::assertSame(["unreadable.set$this->second"], array_keys($this->said()));
        self::assertContains('Boutique: certificate', $this->todo());
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET phase = 'failed'");
        self::assertSame([], $this->said());
        self::assertSame([], $this->todo());
    }

    public function testOneThatIsOffDoesNotMatterLiveForItsTestPayments(): void
    {
        $this->meantFor(['fre']);
        $this->payments()->begin($this->world->shop->newOrder(), 'fre');
        $this->world->shop->language = 'fre';
        $this->world->get(CheckIns::class)->begin($this->world->shop->basket());
        $this->switchOn(false);
        $this->goLive();
        self::assertSame([], $this->said());
        self::assertSame([], preg_grep('/^Boutique/', $this->todo()));
        foreach (['transaction', 'check_in'] as $table) {
            $this->sql("UPDATE xplugin_jtl_twint_$table SET environment = 'production'");
            self::assertSame(["missing.set$this->second"], array_keys($this->said()), $table);
            $this->sql("UPDATE xplugin_jtl_twint_$table SET environment = 'testing'");
        }
        $set = $this->sets()->find($this->second) ?? throw new \LogicException();
        self::assertSame('unsettled', $this->world->get(AccessDeletion::class)->whyKept($set));
    }

    public function testEachSetIsMailedOfByItself(): void
    {
        $mails = new SentMails();
        $this->spoil($this->second);
        $this->mailed($mails);
        $this->spoil(1);
        self::assertSame([["unreadable.set$this->second"], ['unreadable']], $this->mailed($mails));
        self::assertCount(2, $this->mailed($mails));
    }

    public function testTheMailIsWrittenInTheMerchantsLanguageThoughAVisitorsRequestRaisedTheAlarm(): void
    {
        $this->spoil(1);
        $this->sql(
            "INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES ('sweep', '{}', UTC_TIMESTAMP(3) - INTERVAL 3 HOUR)",
        );
        $alarms = Catalogue::unloaded(fn(): array => $this->world->get(ShopAlarms::class)->now(
            new \DateTimeImmutable(),
        ));
        $texts = array_map(static fn(Alarm $alarm): string => $alarm->says->text(), $alarms);
        self::assertContains('Access data 1: ' . __('twint.certificateLost'), $texts);
        self::assertContains(sprintf(__('twint.alarm.cron'), '3 hours ago'), $texts);
        self::assertSame([], preg_grep('/twint\.\w/', $texts));
    }

    private function sets(): AccessRepository
    {
        return $this->world->get(AccessRepository::class);
    }

    private function key(int $set): AccessKey
    {
        return new AccessKey($set, 'testing');
    }

    private function store(int $set, string $certificate): void
    {
        $this->world->get(SecretStore::class)->save(
            $this->key($set),
            new Credentials(
                $this->twint->secondStoreUuid(),
                $this->twint->certificate($certificate),
                $this->twint->passphrase(),
            ),
        );
        $this->configure([]);
    }

    /** With the first set alone. */
    private function goLive(): void
    {
        $this->world->get(SecretStore::class)->save(
            new AccessKey(AccessKey::FIRST, 'production'),
            new Credentials($this->twint->storeUuid(), $this->twint->certificate(), $this->twint->passphrase()),
        );
        $this->configure(['environment' => 'production']);
    }

    private function forget(int $set): void
    {
        $this->world->get(SecretStore::class)->forget($this->key($set));
        $this->configure([]);
    }

    /** As after a new key of the shop. */
    private function spoil(int $set): void
    {
        $this->world
            ->pdo
            ->prepare("UPDATE xplugin_jtl_twint_secret SET value = 'x' WHERE name = ?")
            ->execute([$this->key($set)->name('credentials')]);
        $this->configure([]);
    }

    private function switchOn(bool $isOn): void
    {
        $set = $this->sets()->find($this->second) ?? throw new \LogicException();
        self::assertTrue($this->sets()->save($set->id, $set->version, $set->name, $isOn, $set->rule));
    }

    /** @param list<string> $languages */
    private function meantFor(array $languages): void
    {
        $set = $this->sets()->find($this->second) ?? throw new \LogicException();
        self::assertTrue($this->sets()->save($set->id, $set->version, $set->name, true, new AccessRule($languages)));
    }

    /** As cron does. */
    private function ask(): void
    {
        foreach ([1, $this->second] as $set) {
            $this->world->get(Availability::class)->renew($this->key($set));
        }
    }

    /** @return array<string, string> what the bell says, by kind; the manual explains all of it */
    private function said(): array
    {
        $manual = Messages::of((new Manual('en-GB'))->read());
        $said = [];
        foreach ($this->world->get(AccessAlarms::class)->now(new \DateTimeImmutable()) as $alarm) {
            self::assertNotNull($manual->placeOf($alarm->says->message()), $alarm->says->text());
            $said[$alarm->kind] = $alarm->says->text();
        }

        return $said;
    }

    /** @return list<string> set and name of each check that is to be seen to */
    private function todo(): array
    {
        $checks = $this->world->get(AccessChecks::class)->checks(new \DateTimeImmutable());
        $bad = array_filter($checks, static fn(Check $check): bool => $check->finding()->state === CheckState::Todo);
        $names = array_map(static fn(Check $check): string => $check->finding()->set . ': ' . $check->name(), $bad);
        sort($names);

        return $names;
    }

    /** @return list<list<string>> the kinds in each mail so far */
    private function mailed(SentMails $mails): array
    {
        $this->sql("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.alarms_looked'");
        (new AlarmWatch(
            new Alarms(fn(): array => $this->world->get(AccessAlarms::class)->now(new \DateTimeImmutable())),
            $this->world->get(Throttle::class),
            $this->world->get(Settings::class),
            $this->world->get(LiveShop::class),
            $mails,
            $this->world->get(LoggerInterface::class),
        ))->look(new \DateTimeImmutable());

        return $mails->kinds();
    }
}
