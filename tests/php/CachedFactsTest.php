<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Admin\Information\SelfTest;
use Plugin\jtl_twint\src\Cron\CronSecret;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\CachedFacts;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;

/** What an older version only kept so as not to ask again is asked again after an update; nothing else is lost. */
final class CachedFactsTest extends PaymentTestCase
{
    private const CACHED = [
        'app_schemes',
        'app_schemes_tried',
        'certificate.testing',
        'phase_counts',
        'status.testing',
        'status.testing.2',
        'throttle.alarms_looked',
        'throttle.asking_status.testing',
        'throttle.asking_status.testing.2',
        'validity.testing',
    ];
    /** Who the shop is, what a merchant reads, how far something has come, and what is not to be done twice. */
    private const KEPT = [
        'cash_register',
        'cron_salt',
        'details_forgotten_to',
        'live_shop',
        'mail_templates.off',
        'orders_without_attempt_seen',
        'pay_link.7',
        'reconciliation',
        'reconciliation_alarms',
        'reconciliation_night',
        'self_test',
        'sweep',
        'throttle.alarm_mail.cron',
        'throttle.forget_details',
        'throttle.pay_link.7',
        'throttle.renewal.testing',
        'throttle.wawi_unheard',
        'throttle.wawi_unheard_step',
        'wawi_unheard_seen',
    ];

    public function testWhatWasCachedIsForgottenAndNothingElse(): void
    {
        $this->useAll();
        self::assertSame([], array_diff($this->written(), self::CACHED, self::KEPT), 'each fact is one or the other');
        foreach (self::KEPT as $name) {
            $this->sql("INSERT IGNORE INTO xplugin_jtl_twint_fact VALUES ('$name', '[]', UTC_TIMESTAMP(3))");
        }
        self::assertSame([], array_diff(self::CACHED, $this->written()), 'each was written by its owner');
        $this->world->get(CachedFacts::class)->forget();
        self::assertSame(self::KEPT, $this->written());
    }

    public function testEachIsThereAgainWhereItIsNeeded(): void
    {
        $this->useAll();
        $this->world->get(CachedFacts::class)->forget();
        $access = new AccessKey(AccessKey::FIRST, 'testing');
        self::assertTrue($this->world->get(Availability::class)->isGood($access));
        self::assertNotNull($this->world->get(CertificateKeeper::class)->facts($access));
        self::assertSame(1, $this->world->get(PhaseCounts::class)->read()['captured'] ?? 0);
        self::assertNull($this->sweep()->trouble);
        self::assertNotNull($this->world->get(FactStore::class)->get(Fact::BankApps));
    }

    /** Whatever writes a fact does so. */
    private function useAll(): void
    {
        $access = new AccessKey(AccessKey::FIRST, 'testing');
        $this->world->get(CronSecret::class)->current();
        $payment = $this->begin();
        $this->twint->approve($payment->pairingToken);
        self::assertNull($this->sweep()->trouble);
        $this->world->get(Availability::class)->isGood(new AccessKey(2, 'testing'));
        $this->world->get(Throttle::class)->allows(Throttled::AskingStatus, 30, 'testing');
        $this->world->get(CertificateKeeper::class)->facts($access);
        $this->world->get(CertificateKeeper::class)->askValidity($access);
        $this->world->get(PhaseCounts::class)->count();
        $this->world->get(AlarmWatch::class)->look(new \DateTimeImmutable());
        $this->world->get(SelfTest::class)->run();
    }

    /** @return list<string> in their order */
    private function written(): array
    {
        $names = $this->world->pdo->query('SELECT name FROM xplugin_jtl_twint_fact ORDER BY name');

        return array_column($names->fetchAll(), 'name');
    }
}
