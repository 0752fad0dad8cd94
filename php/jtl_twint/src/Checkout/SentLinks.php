<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;

/** Who had the link that pays an order sent the last time, and when. */
final class SentLinks
{
    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    public function note(int $orderId, string $admin): void
    {
        $this->facts->put(Fact::LinkSent, ['by' => $admin], (string) $orderId);
    }

    /** Empty: nobody. */
    public function by(int $orderId): string
    {
        $by = $this->facts->get(Fact::LinkSent, (string) $orderId)['by'] ?? null;

        return is_string($by) ? $by : '';
    }

    /** Null: never. */
    public function secondsAgo(int $orderId): ?int
    {
        return $this->facts->age(Fact::LinkSent, (string) $orderId);
    }

    /** Of links that are not good any more. */
    public function forgetOld(): void
    {
        $this->facts->forgetOld(Fact::LinkSent, PageToken::LIVES_DAYS);
    }
}
