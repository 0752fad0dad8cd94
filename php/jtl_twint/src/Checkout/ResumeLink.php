<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Shop;
use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\KeyRing;

/**
 * The address in the mail that leads back to the payment of an order, whichever attempt counts by then. It is made before the
 * first attempt is, so it names the order, with a proof that only this shop can make. Following it starts nothing: programs
 * that check mails follow links too. Where there is no attempt, its page offers to begin one.
 */
final class ResumeLink
{
    public const PREFIX = '/jtl-twint/order/';
    private const PROOF_BYTES = 20;

    public function __construct(
        private readonly Database $database,
        private readonly KeyRing $keys,
    ) {
    }

    public function to(int $orderId): string
    {
        return Shop::getURL() . self::PREFIX . $orderId . '/' . $this->proof($orderId);
    }

    /** For an order without an attempt. */
    public function pay(int $orderId): string
    {
        return $this->to($orderId) . '/pay';
    }

    /** Made by this shop, and for an order that is not too old. */
    public function isGenuine(int $orderId, #[\SensitiveParameter] string $proof): bool
    {
        return hash_equals($this->proof($orderId), $proof) && $this->lives($orderId);
    }

    /** Whether the order is recent enough for its link to be good. */
    public function lives(int $orderId): bool
    {
        return $this->database->row('SELECT 1 AS yes FROM tbestellung WHERE kBestellung = :id AND dErstellt > NOW() - INTERVAL :days DAY', [
            'id' => $orderId,
            'days' => PageToken::LIVES_DAYS,
        ]) !== null;
    }

    private function proof(int $orderId): string
    {
        return bin2hex($this->keys->key('order ' . $orderId, self::PROOF_BYTES));
    }
}
