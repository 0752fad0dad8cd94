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
    case Reconciliation = 'reconciliation';

    public function isOfOnePayment(): bool
    {
        return !in_array($this, [self::List, self::Csv, self::Reconciliation], true);
    }
}
