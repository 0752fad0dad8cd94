<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;

/** What the plugin asks of, and does to, the shop's orders. */
interface OrderGateway
{
    /**
     * In tbestellung.cAbgeholt: neither to be fetched by Wawi ('N') nor fetched ('Y'). A word of its own, so that a
     * release can never send Wawi an order twice, and "reset" in the backend never sends it an unpaid one.
     */
    public const HELD = 'P';

    /** The same of an order that was released before: Wawi may be fetching it this very moment. */
    public const HELD_AGAIN = 'Q';

    /** Filled as the shop's own pages have it, as far as that works; null where it was deleted. */
    public function load(int $orderId): ?Bestellung;

    public function state(int $orderId): ?OrderState;

    /** The same, keeping others from changing it until the end of the database transaction. */
    public function lock(int $orderId): ?OrderState;

    /**
     * What the buyer owes, in the currency they see.
     *
     * @return numeric-string
     */
    public function amount(Bestellung $order): string;

    public function currency(Bestellung $order): string;

    /**
     * What the order comes to by now, in the currency the buyer sees; null where it was deleted.
     *
     * @return numeric-string|null
     */
    public function total(int $orderId): ?string;

    /** Only while it is open or in work: what is shipped or cancelled stays so. */
    public function setStatus(int $orderId, int $status): bool;

    /** Today, unless there is a date. */
    public function notePaidDate(int $orderId): void;

    /** Lets Wawi fetch an order that is held; does nothing to any other. */
    public function release(int $orderId): bool;

    /** Keeps it from Wawi, if Wawi has not fetched it yet. */
    public function hold(int $orderId): bool;

    public function cancel(int $orderId): void;

    /**
     * Ends the hold of a cancelled order that Wawi has never seen: from then on it counts as fetched, so that the shop's
     * clean-up of addresses takes it, and holds no stock.
     *
     * @return bool whether it was held until now: true to one caller, who gives back what the order took
     */
    public function retire(int $orderId): bool;

    /** Gives the buyer back what of their shop credit and vouchers went into the order. */
    public function giveBackCredit(int $orderId): void;

    /**
     * Held orders with our payment method that have no attempt and are older than the time given: open ones, and cancelled
     * ones whose stock was not given back.
     *
     * @return list<int> the lowest ids above the one given
     */
    public function withoutAttempt(int $olderThanMinutes, int $above, int $limit): array;
}
