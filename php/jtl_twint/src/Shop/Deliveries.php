<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** What Wawi's delivery notes say. */
interface Deliveries
{
    /**
     * What has left of each row of the order, as it stands, since the first parcel.
     *
     * @return array<int, string>|null quantities by the number of the row; null where parcels have left, and none of them
     *     names a row that the shop knows
     */
    public function of(int $orderId): ?array;

    /** @return int 0 where there is no such note */
    public function orderOfNote(int $noteId): int;
}
