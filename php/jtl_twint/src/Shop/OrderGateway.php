<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;

/** What the plugin asks of, and does to, the shop's orders. */
interface OrderGateway
{
    /** Filled as the shop's own pages have it, as far as that works; null where it was deleted. */
    public function load(int $orderId): ?Bestellung;

    public function state(int $orderId): ?OrderState;

    /** The id of the newest order with this number; null where there is none. */
    public function byNumber(string $orderNumber): ?int;

    /** The same, keeping others from changing it until the end of the database transaction. */
    public function lock(int $orderId): ?OrderState;

    /**
     * Only while it is open or in work: what is shipped or cancelled stays so.
     *
     * @param bool $replacesPaid also while it is counted as paid
     */
    public function setStatus(int $orderId, int $status, bool $replacesPaid): bool;

    /**
     * Takes back that the shop counts an order with our payment method as paid which Wawi has just made: it looked at the
     * total before it had the rows.
     */
    public function undoPaidAtCreation(int $orderId): bool;

    /** Today, unless there is a date. */
    public function notePaidDate(int $orderId): void;

    /** Only while it is open or in work. One that was held again from Wawi counts as never seen by Wawi from then on. */
    public function cancel(int $orderId): void;

    /**
     * Held orders with our payment method that have no attempt and are older than the time given: open ones, and cancelled
     * ones whose stock was not given back.
     *
     * @return list<int> the lowest ids of the range
     */
    public function withoutAttempt(int $olderThanMinutes, int $above, int $upTo, int $limit): array;

    /** The id of the first order that was made within so many minutes; where none was, the one that the next will have at the earliest. */
    public function firstSince(int $minutes): int;
}
