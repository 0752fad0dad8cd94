<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** Where the shop offers TWINT Express. */
enum ExpressPlace: string
{
    case Article = 'article';
    case Basket = 'basket';
    /** The small basket at the top of each page, which the shop's script also loads anew. */
    case Flyout = 'flyout';
}
