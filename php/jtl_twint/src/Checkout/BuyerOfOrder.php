<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Checkout\Bestellung;
use JTL\Customer\Customer;
use JTL\Session\Frontend;

/** Whether the visitor is the buyer of an order; and the address of a guest, who would else type it again to pay another way. */
final class BuyerOfOrder
{
    private const ORDER = 'jtl_twint_guests_order';
    private const GUEST = 'jtl_twint_guest';
    private const ADDRESS = 'jtl_twint_guests_address';

    public function __construct(
        private readonly StatusPageVisitor $visitor,
    ) {
    }

    /** The shop checks this for registered customers only; a guest's order number can be guessed. */
    public function isHere(Bestellung $order): bool
    {
        $customer = Frontend::getCustomer()->getID();

        return (
            $customer > 0
            && $customer === (int) $order->kKunde
            || (int) ($_SESSION['kBestellung'] ?? 0) === (int) $order->kBestellung
            || $order->cSession !== ''
            && $order->cSession === session_id()
            || $this->visitor->knows($order)
        );
    }

    /** To be called before the shop forgets a guest. */
    public function rememberGuest(int $orderId): void
    {
        $guest = $_SESSION['Kunde'] ?? null;
        if (!$guest instanceof Customer || (int) $guest->nRegistriert !== 0) {
            return;
        }
        $guest = clone $guest;
        // The row of the order that was made: with it the shop would take the guest for somebody who is logged in.
        $guest->kKunde = null;
        $_SESSION[self::ORDER] = $orderId;
        $_SESSION[self::GUEST] = $guest;
        $_SESSION[self::ADDRESS] = $_SESSION['Lieferadresse'] ?? null;
    }

    /** To be called when the order is paid. */
    public function forgetGuest(int $orderId): void
    {
        if (($_SESSION[self::ORDER] ?? null) === $orderId) {
            unset($_SESSION[self::ORDER], $_SESSION[self::GUEST], $_SESSION[self::ADDRESS]);
        }
    }

    /** The guest is at the checkout again, unless somebody else is there by now. */
    public function introduceAgain(int $orderId): void
    {
        if (($_SESSION[self::ORDER] ?? null) !== $orderId) {
            return;
        }
        if (!isset($_SESSION['Kunde']->nRegistriert)) {
            $_SESSION['Kunde'] = $_SESSION[self::GUEST];
            if (isset($_SESSION[self::ADDRESS])) {
                $_SESSION['Lieferadresse'] = $_SESSION[self::ADDRESS];
            }
        }
        $this->forgetGuest($orderId);
    }
}
