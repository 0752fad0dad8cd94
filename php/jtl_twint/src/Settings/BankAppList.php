<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\FactStore;
use Twint\AppScheme;
use Twint\TwintException;
use Twint\UnavailableException;

/** TWINT's list of bank apps for iOS, kept so that no page waits for it. */
final class BankAppList
{
    public const FACT = 'app_schemes';
    private const FRESH_SECONDS = 86_400;
    /** After trouble the list of before is kept, and asked for again only later. */
    private const PAUSE_SECONDS = 900;
    public const TRIED = 'app_schemes_tried';

    public function __construct(
        private readonly MerchantFactory $merchants,
        private readonly FactStore $facts,
    ) {
    }

    public function renewIfOld(): void
    {
        $age = $this->facts->age(self::FACT);
        $tried = $this->facts->age(self::TRIED);
        if ($age !== null && $age < self::FRESH_SECONDS || $tried !== null && $tried < self::PAUSE_SECONDS) {
            return;
        }
        $this->facts->put(self::TRIED, []);
        // The list is the same for all merchants.
        foreach ($this->merchants->configured() as $access) {
            try {
                $apps = \Twint\app_schemes($this->merchants->of($access));
            } catch (UnavailableException) {
                return;
            } catch (TwintException|NotConfiguredException) {
                // Another's certificate may be accepted.
                continue;
            }
            $this->facts->put(self::FACT, array_map(static fn(AppScheme $app): array => [
                'scheme' => $app->scheme,
                'name' => $app->name,
            ], $apps));

            return;
        }
    }
}
