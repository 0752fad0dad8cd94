<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** Who the shop is, as it named itself once. Of several that name it at the same moment, one does. */
final class ShopIdentity
{
    /** A condition: the live shop is at an address, or there is none yet. Wants livesAt(). */
    public const LIVES_AT = 'NOT EXISTS (SELECT 1 FROM xplugin_jtl_twint_fact live WHERE live.name = :live_fact AND live.value <> :live_shop)';

    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    public function cronSalt(): string
    {
        $salt = $this->facts->get(Fact::CronSalt)['salt'] ?? null;
        $salt ??= $this->facts->putOnce(Fact::CronSalt, ['salt' => self::newSalt()])['salt'];

        return (string) $salt;
    }

    public function renewCronSalt(): void
    {
        $this->facts->put(Fact::CronSalt, ['salt' => self::newSalt()]);
    }

    /**
     * The shop's name for itself as a till; kept, since TWINT has to know it.
     *
     * @param string $set of access data; empty: the first
     */
    public function cashRegister(string $set): string
    {
        $known = $this->facts->get(Fact::CashRegister, $set)['id'] ?? null;
        if (is_string($known)) {
            return $known;
        }
        $kept = $this->facts->putOnce(Fact::CashRegister, ['id' => 'jtl-shop-' . bin2hex(random_bytes(4))], $set);

        return (string) $kept['id'];
    }

    /** The address of the live shop; null: there is none yet. */
    public function liveAddress(): ?string
    {
        $known = $this->facts->get(Fact::LiveShop)['address'] ?? null;

        return is_string($known) ? $known : null;
    }

    /** @return string|null the live shop's address as it stands from now on: this one, unless another was first */
    public function liveAddressOr(string $address): ?string
    {
        $known = $this->facts->putOnce(Fact::LiveShop, self::at($address))['address'] ?? null;

        return is_string($known) ? $known : null;
    }

    public function moveLiveShopTo(string $address): void
    {
        $this->facts->put(Fact::LiveShop, self::at($address));
    }

    /** @return array{live_fact: string, live_shop: string} of LIVES_AT */
    public function livesAt(string $address): array
    {
        // A database without functions for JSON compares what was written here.
        return ['live_fact' => Fact::LiveShop->name(), 'live_shop' => FactStore::encoded(self::at($address))];
    }

    /** @return array{address: string} */
    private static function at(string $address): array
    {
        return ['address' => $address];
    }

    private static function newSalt(): string
    {
        return bin2hex(random_bytes(16));
    }
}
