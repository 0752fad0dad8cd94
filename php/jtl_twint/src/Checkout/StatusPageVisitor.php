<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Persistence\Database;

/** Who has the secret address of an order's status page may pay the order from there, as a guest on any device. */
final class StatusPageVisitor
{
    private const KEY = 'jtl_twint_status_page';
    private const LONGEST = 64;

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** On each request, so that the shop's "pay now" on that page is believed. */
    public static function remember(): void
    {
        $uid = $_GET['uid'] ?? null;
        if (is_string($uid) && $uid !== '' && strlen($uid) <= self::LONGEST) {
            $_SESSION[self::KEY] = $uid;
        }
    }

    public function knows(Bestellung $order): bool
    {
        $uid = $_SESSION[self::KEY] ?? null;

        return (
            is_string($uid)
            && $this->database->row(
                'SELECT kBestellung FROM tbestellstatus
                WHERE cUID = :uid AND kBestellung = :order AND dDatum >= NOW() - INTERVAL 30 DAY',
                [
                    'uid' => $uid,
                    'order' => (int) $order->kBestellung,
                ],
            ) !== null
        );
    }
}
