<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** What the list can be sorted by: what an index keeps in order. */
enum Sort: string
{
    case Date = 'date';
    case Amount = 'amount';
}
