<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Cron\SweepLog;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailTemplates;

/** All checks with the facts of this shop. Nothing here calls TWINT. */
final class Checklist
{
    private const SETTINGS = '#twint-settings';
    private const CRON = '#twint-cron';
    private const LIVE_SHOP = '#twint-live-shop';

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Settings $settings,
        private readonly AccessChecks $access,
        private readonly LiveShop $liveShop,
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
                Extension::isReleased(),
                PHP_EXTENSION_DIR,
                php_ini_loaded_file() ?: 'php.ini',
                dirname(PFAD_ROOT) . '/twint.so',
            ),
            ...$this->access->checks($now),
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
}
