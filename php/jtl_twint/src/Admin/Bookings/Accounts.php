<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

/** The accounts of the merchant's bookkeeping that a file for it names. */
final class Accounts
{
    /** Of the Swiss chart of accounts for small companies: a clearing account, the customers' debts, and the costs of payments. */
    private const TWINT = '1090';
    private const SALES = '1100';
    private const FEES = '6940';
    private const PATTERN = '/^[0-9A-Za-z.]{1,12}$/D';

    private function __construct(
        public readonly string $twint,
        public readonly string $sales,
        public readonly string $fees,
    ) {
    }

    /** Of the address; what is no account is the usual one. */
    public static function of(mixed $twint, mixed $sales, mixed $fees): self
    {
        return new self(
            self::read($twint, self::TWINT),
            self::read($sales, self::SALES),
            self::read($fees, self::FEES),
        );
    }

    private static function read(mixed $word, string $usual): string
    {
        return is_string($word) && preg_match(self::PATTERN, $word) === 1 ? $word : $usual;
    }
}
