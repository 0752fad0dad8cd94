<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

/** What Wawi told the shop about an order: the words of Twint\WawiNews, which are written down also where the extension is missing. */
enum News: string
{
    case Shipped = 'shipped';
    /** A parcel of several. */
    case PartShipped = 'part_shipped';
    /** Somebody ticked "paid" there. */
    case Paid = 'paid';
    case Cancelled = 'cancelled';
    case Deleted = 'deleted';
    case Edited = 'edited';
    /** A cancellation was taken back. */
    case Reactivated = 'reactivated';
}
