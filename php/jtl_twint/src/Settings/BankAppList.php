<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\AnswerCache;
use Plugin\jtl_twint\src\Persistence\Fact;
use Twint\AppScheme;
use Twint\TwintException;
use Twint\UnavailableException;

/** TWINT's list of bank apps for iOS, kept so that no page waits for it. */
final class BankAppList
{
    private const FRESH_SECONDS = 86_400;
    /** After trouble the list of before is kept, and asked for again only later. */
    private const PAUSE_SECONDS = 900;

    public function __construct(
        private readonly MerchantFactory $merchants,
        private readonly AnswerCache $cache,
    ) {
    }

    /** @return array<array-key, mixed>|null as it was kept; null: it was never asked for */
    public function known(): ?array
    {
        return $this->cache->get(Fact::BankApps);
    }

    public function renewIfOld(): void
    {
        $age = $this->cache->age(Fact::BankApps);
        $tried = $this->cache->age(Fact::BankAppsTried);
        if ($age !== null && $age < self::FRESH_SECONDS || $tried !== null && $tried < self::PAUSE_SECONDS) {
            return;
        }
        $this->cache->keep(Fact::BankAppsTried, []);
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
            $this->cache->keep(Fact::BankApps, array_map(static fn(AppScheme $app): array => [
                'scheme' => $app->scheme,
                'name' => $app->name,
            ], $apps));

            return;
        }
    }
}
