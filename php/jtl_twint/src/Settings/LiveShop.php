<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\FactStore;

/**
 * Whether this is the shop that the live payments belong to, or a copy of it at another address. A copy has the same
 * database and access data; it leaves live payments alone until an admin says that it is the live shop now.
 */
final class LiveShop
{
    public const PRODUCTION = 'production';

    /** A condition on rows of payments: those that this shop may touch. Wants parameters(). */
    public const MAY_TOUCH = "(environment <> 'production' OR NOT EXISTS (
        SELECT 1 FROM xplugin_jtl_twint_fact live WHERE live.name = 'live_shop' AND live.value <> :live_shop))";

    private const FACT = 'live_shop';

    /** @param string $url of the shop, as its configuration file names it */
    public function __construct(
        private readonly FactStore $facts,
        private readonly string $url,
    ) {
    }

    /** Whether payments of the environment may be touched here. The first shop that asks for live payments is the live shop. */
    public function mayTouch(string $environment): bool
    {
        if ($environment !== self::PRODUCTION) {
            return true;
        }
        $known = $this->facts->get(self::FACT)['address'] ?? null;
        // Of two that ask at once, one is the first.
        $known ??= $this->facts->putOnce(self::FACT, $this->here())['address'] ?? null;

        return $known === $this->address();
    }

    /** The address of the live shop where that is another one; null: it is this one, or there is none yet. */
    public function elsewhere(): ?string
    {
        $known = $this->facts->get(self::FACT)['address'] ?? null;

        return is_string($known) && $known !== $this->address() ? $known : null;
    }

    /** An admin says that live payments belong here. */
    public function adopt(): void
    {
        $this->facts->put(self::FACT, $this->here());
    }

    /** @return array{live_shop: string} of MAY_TOUCH */
    public function parameters(): array
    {
        return ['live_shop' => FactStore::encoded($this->here())];
    }

    /** Host and folder: http or https, and a leading "www.", make no other shop. */
    public function address(): string
    {
        $host = strtolower((string) parse_url($this->url, PHP_URL_HOST));
        $host = str_starts_with($host, 'www.') ? substr($host, 4) : $host;
        $port = parse_url($this->url, PHP_URL_PORT);

        return $host . (is_int($port) ? ":$port" : '') . rtrim((string) parse_url($this->url, PHP_URL_PATH), '/');
    }

    /** @return array{address: string} */
    private function here(): array
    {
        return ['address' => $this->address()];
    }
}
