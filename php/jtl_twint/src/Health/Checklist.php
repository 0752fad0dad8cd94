<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Settings\SecretState;

/** All checks with the facts of this shop. Nothing here calls TWINT. */
final class Checklist
{
    private const CERTIFICATE = '#twint-access';
    private const SETTINGS = '#twint-settings';
    private const CRON = '#twint-cron';
    private const LIVE_SHOP = '#twint-live-shop';

    /** @return list<Check> */
    public static function of(Services $services, \DateTimeImmutable $now): array
    {
        $settings = $services->settings();
        $environment = $settings->environment();
        $facts = $services->facts();
        $shop = new ShopFacts($services->database(), $services->method());
        $certificate = self::certificate($services, $environment);
        $status = $facts->get('status.' . $environment) ?? [];
        $sweep = $facts->get(Sweep::FACT) ?? [];
        [$started, $timedOut] = $shop->unfinished();

        return [
            new ExtensionCheck(
                Extension::isUsable(),
                Extension::isTooNew(Extension::version()),
                Extension::version(),
                Extension::MINIMUM_VERSION,
                Extension::fileName((string) $services->plugin()->getMeta()->getVersion()),
                PHP_EXTENSION_DIR,
                php_ini_loaded_file() ?: 'php.ini',
                dirname(PFAD_ROOT) . '/twint.so',
            ),
            new SystemIdCheck($certificate, self::CERTIFICATE),
            new CertificateCheck(
                $services->secrets()->state($environment),
                $certificate,
                $services->secrets()->candidate($environment) !== null,
                $now,
                self::CERTIFICATE,
            ),
            new ConnectionCheck(
                $facts->age('status.' . $environment),
                ($status['good'] ?? false) === true,
                is_string($status['trouble'] ?? null) ? $status['trouble'] : '',
            ),
            new PaymentMethodCheck(
                $shop->hasMethod(),
                $shop->methodIsUsable(),
                $shop->methodPaysBeforeOrder(),
                $settings->isForAdminsOnly(),
                self::SETTINGS,
            ),
            new ShippingCheck($shop->linkedShippingMethods(), $shop->shippingMethods()),
            new CurrencyCheck($shop->hasFrancs(), $shop->defaultCurrency()),
            new CronCheck(
                $facts->age(Sweep::FACT),
                ($sweep['complete'] ?? true) === true,
                ($sweep['trouble'] ?? null) !== null,
                self::CRON,
            ),
            new ImprintCheck($shop->hasImprint()),
            new EnvironmentCheck(
                $settings->isTest(),
                $services->liveShop()->elsewhere(),
                self::SETTINGS,
                self::LIVE_SHOP,
            ),
            new WawiCheck($shop->methodNames()),
            new UnfinishedCheck($started, $timedOut),
        ];
    }

    private static function certificate(Services $services, string $environment): ?CertificateFacts
    {
        if ($services->secrets()->state($environment) !== SecretState::Readable) {
            return null;
        }
        if (Extension::isUsable()) {
            return $services->certificates()->facts($environment);
        }
        $known = $services->facts()->get('certificate.' . $environment);

        return $known === null ? null : CertificateFacts::fromArray($known);
    }
}
