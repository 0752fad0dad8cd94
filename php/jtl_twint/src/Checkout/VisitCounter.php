<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** Where visits are counted that the memory of the server does not count. */
interface VisitCounter
{
    /**
     * Counts a visit.
     *
     * @return int|null visits of the bucket in this minute, this one included; null: it could not be counted
     */
    public function hit(string $bucket, int $minute): ?int;
}
