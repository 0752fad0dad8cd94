<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Cron\SweepLog;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\SecretState;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailTemplates;

/** All checks with the facts of this shop. Nothing here calls TWINT. */
final class Checklist
{
    private const CERTIFICATE = '#twint-access';
    private const SETTINGS = '#twint-settings';
    private const CRON = '#twint-cron';
    private const LIVE_SHOP = '#twint-live-shop';

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly AccessChoice $choice,
        private readonly SecretStore $secrets,
        private readonly CertificateKeeper $certificates,
        private readonly LiveShop $liveShop,
        private readonly ConnectionFacts $known,
        private readonly SweepLog $sweepLog,
        private readonly ShopFacts $shop,
        private readonly MailTemplates $mails,
    ) {
    }

    /** @return list<Check> */
    public function checks(\DateTimeImmutable $now): array
    {
        $sweep = $this->sweepLog->last();
        [$started, $timedOut] = $this->shop->unfinished();

        return [
            new ExtensionCheck(
                Extension::isUsable(),
                Extension::isTooNew(Extension::version()),
                Extension::version(),
                Extension::MINIMUM_VERSION,
                Extension::fileName((string) $this->plugin->getMeta()->getVersion()),
                PHP_EXTENSION_DIR,
                php_ini_loaded_file() ?: 'php.ini',
                dirname(PFAD_ROOT) . '/twint.so',
            ),
            ...$this->accessChecks($now),
            new PaymentMethodCheck(
                $this->shop->hasMethod(),
                $this->shop->methodIsUsable(),
                $this->shop->methodPaysBeforeOrder(),
                $this->settings->isForAdminsOnly(),
                self::SETTINGS,
            ),
            new ShippingCheck($this->shop->linkedShippingMethods(), $this->shop->shippingMethods()),
            new CurrencyCheck($this->shop->hasFrancs(), $this->shop->defaultCurrency()),
            new CronCheck(
                $this->sweepLog->age(),
                ($sweep['complete'] ?? true) === true,
                ($sweep['trouble'] ?? null) !== null,
                self::CRON,
            ),
            new ImprintCheck($this->shop->hasImprint()),
            new MailsCheck($this->mails->state()),
            new EnvironmentCheck(
                $this->settings->isTest(),
                $this->liveShop->elsewhere(),
                self::SETTINGS,
                self::LIVE_SHOP,
            ),
            new WawiCheck($this->shop->methodNames()),
            new UnfinishedCheck($started, $timedOut),
        ];
    }

    /** @return list<Check> of each set that payments begin with, and of all together where there are several */
    private function accessChecks(\DateTimeImmutable $now): array
    {
        $on = $this->sets->on();
        $checks = [];
        foreach ($on as $set) {
            $ofSet = $this->checksOf($set->in($this->settings->environment()), $now);
            foreach ($ofSet as $check) {
                $checks[] = $this->sets->areSeveral() ? new CheckOfSet($check, $set->label()) : $check;
            }
        }
        if (!$this->sets->areSeveral() && $on !== []) {
            return $checks;
        }

        return [...$checks, $this->rulesCheck($on)];
    }

    /** @return list<Check> */
    private function checksOf(AccessKey $access, \DateTimeImmutable $now): array
    {
        $certificate = $this->certificate($access);

        return [
            new SystemIdCheck($certificate, self::CERTIFICATE),
            new CertificateCheck(
                $this->secrets->state($access),
                $certificate,
                $this->secrets->candidate($access) !== null,
                $now,
                self::CERTIFICATE,
            ),
            new ConnectionCheck(
                $this->known->statusAge($access),
                $this->known->isGood($access),
                $this->known->trouble($access),
            ),
        ];
    }

    /** @param list<AccessData> $on */
    private function rulesCheck(array $on): AccessRulesCheck
    {
        $covered = [];
        foreach (Extension::isUsable() ? $this->choice->covered() : [] as $id => $first) {
            $covered[$this->sets->find($id)?->label() ?? ''] = $first->label();
        }
        // One that is off is meant for them nevertheless: that TWINT is not offered there is the merchant's will.
        $forAll = array_filter($this->sets->all(), static fn(AccessData $set): bool => $set->rule->isForAll());

        return new AccessRulesCheck(count($on), $forAll !== [], $covered, self::CERTIFICATE);
    }

    private function certificate(AccessKey $access): ?CertificateFacts
    {
        if ($this->secrets->state($access) !== SecretState::Readable) {
            return null;
        }
        if (Extension::isUsable()) {
            return $this->certificates->facts($access);
        }

        return $this->known->certificate($access);
    }
}
