<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Wawi\News;

/** What is done in Wawi. */
enum WawiVerb: string
{
    case Ship = 'Wawi ships';
    case ShipUnpaid = 'Wawi ships, paid or not';
    case Parcel = 'Wawi ships a part';
    case Edit = 'Wawi edits';
    case Cancel = 'Wawi cancels';
    case Reactivate = 'Wawi takes the cancellation back';
    case Delete = 'Wawi deletes';
    case CancelHeld = 'Wawi cancels what is held';
    case Stock = 'Wawi sends the stock';

    /** What the plugin writes down about the order; null where it is not about an order. */
    public function news(): ?News
    {
        return match ($this) {
            self::Ship, self::ShipUnpaid => News::Shipped,
            self::Parcel => News::PartShipped,
            self::Edit => News::Edited,
            self::Cancel, self::CancelHeld => News::Cancelled,
            self::Reactivate => News::Reactivated,
            self::Delete => News::Deleted,
            self::Stock => null,
        };
    }

    /** The synchronisation is a request to the shop, too. */
    public function isRequest(): bool
    {
        return true;
    }
}
