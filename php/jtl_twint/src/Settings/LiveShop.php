<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\ShopIdentity;

/**
 * Whether this is the shop that the live payments belong to, or a copy of it at another address. A copy has the same
 * database and access data; it leaves live payments alone until an admin says that it is the live shop now.
 */
final class LiveShop
{
    public const PRODUCTION = 'production';

    /** A condition on rows of payments: those that this shop may touch. Wants parameters(). */
    public const MAY_TOUCH = "(environment <> 'production' OR " . ShopIdentity::LIVES_AT . ')';

    /** @param string $url of the shop, as its configuration file names it */
    public function __construct(
        private readonly ShopIdentity $shop,
        private readonly string $url,
    ) {
    }

    /** Whether payments of the environment may be touched here. The first shop that asks for live payments is the live shop. */
    public function mayTouch(string $environment): bool
    {
        if ($environment !== self::PRODUCTION) {
            return true;
        }
        $here = $this->address();

        return ($this->shop->liveAddress() ?? $this->shop->liveAddressOr($here)) === $here;
    }

    /** The address of the live shop where that is another one; null: it is this one, or there is none yet. */
    public function elsewhere(): ?string
    {
        $known = $this->shop->liveAddress();

        return $known === $this->address() ? null : $known;
    }

    /** An admin says that live payments belong here. */
    public function adopt(): void
    {
        $this->shop->moveLiveShopTo($this->address());
    }

    /** @return array{live_fact: string, live_shop: string} of MAY_TOUCH */
    public function parameters(): array
    {
        return $this->shop->livesAt($this->address());
    }

    /** Host and folder: http or https, and a leading "www.", make no other shop. */
    public function address(): string
    {
        $host = strtolower((string) parse_url($this->url, PHP_URL_HOST));
        $host = str_starts_with($host, 'www.') ? substr($host, 4) : $host;
        $port = parse_url($this->url, PHP_URL_PORT);

        return $host . (is_int($port) ? ":$port" : '') . rtrim((string) parse_url($this->url, PHP_URL_PATH), '/');
    }
}
