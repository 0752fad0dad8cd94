<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** What the tab can show; the word stands in the address. */
enum Screen: string
{
    case List = 'list';
    case Csv = 'csv';
    case Payment = 'payment';
    case Capture = 'capture';
    case Cancel = 'cancel';
    case Refund = 'refund';
    case Resolve = 'resolve';
    case EnterOutcome = 'enter';
    case Link = 'link';
    case Reconciliation = 'reconciliation';
    case Bookings = 'bookings';
    case BookingsCsv = 'bookings_csv';
    case BookingsBanana = 'bookings_banana';

    public function isOfOnePayment(): bool
    {
        return match ($this) {
            self::Payment, self::Capture, self::Cancel, self::Refund, self::Resolve, self::EnterOutcome => true,
            self::List,
            self::Csv,
            self::Link,
            self::Reconciliation,
            self::Bookings,
            self::BookingsCsv,
            self::BookingsBanana,
                => false,
        };
    }

    /** The page of what moved, and the files of it. */
    public function isOfBookings(): bool
    {
        return in_array($this, [self::Bookings, self::BookingsCsv, self::BookingsBanana], true);
    }
}
