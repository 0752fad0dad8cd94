<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Keeps orders from Wawi, which fetches by tbestellung.cAbgeholt. */
interface OrderHold
{
    /**
     * In tbestellung.cAbgeholt: neither to be fetched by Wawi ('N') nor fetched ('Y'). A word of its own, so that a
     * release can never send Wawi an order twice, and "reset" in the backend never sends it an unpaid one.
     */
    public const HELD = 'P';

    /**
     * The same of an order that was released before: Wawi may be fetching it this very moment. If it was, its acknowledgement makes
     * it 'Y' soon.
     */
    public const HELD_AGAIN = 'Q';

    /** Lets Wawi fetch an order that is held; does nothing to any other. */
    public function release(int $orderId): bool;

    /** Keeps it from Wawi, if Wawi has not fetched it yet. One that is cancelled is shipped by nobody, and is held as if never released. */
    public function hold(int $orderId): bool;

    /**
     * Ends the hold of a cancelled order that Wawi has never seen: from then on it counts as fetched, so that the shop's
     * clean-up of addresses takes it, and holds no stock.
     *
     * @return bool whether it was held until now: true to one caller, who gives back what the order took
     */
    public function retire(int $orderId): bool;
}
