<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Access\Circumstances;

/** Who buys, in which language, and where. */
interface BuyersCircumstances
{
    public function ofVisitor(): Circumstances;

    /** Those of an order, but for the domain, which the shop does not keep: it is the one of this request. */
    public function ofOrder(Bestellung $order, string $language): Circumstances;
}
