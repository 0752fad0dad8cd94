<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** A number as the database has it, which is none where a join found no row. */
final class Decimal
{
    /** @return numeric-string */
    public static function of(?string $decimal): string
    {
        return is_numeric($decimal) ? $decimal : '0.00';
    }
}
