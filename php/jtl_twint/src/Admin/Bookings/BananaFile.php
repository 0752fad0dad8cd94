<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Admin\Transactions\LocalTime;

/**
 * The captures and refunds as double-entry transactions for Banana Accounting: a text file with column headers, separated by
 * tabs, in UTF-8 (banana.ch/doc/en/node/9947). Payments of TWINT's test system are left out.
 */
final class BananaFile
{
    private const COLUMNS = ['Date', 'Doc', 'Description', 'AccountDebit', 'AccountCredit', 'Amount'];

    public function __construct(
        private readonly Movements $movements,
    ) {
    }

    /** @return \Generator<int, string> */
    public function lines(Days $days, Accounts $accounts): \Generator
    {
        yield self::line(self::COLUMNS);
        foreach ($this->movements->of($days) as $movement) {
            if ($movement->kind === Movement::RELEASE || $movement->isTest) {
                continue;
            }
            $isRefund = $movement->kind === Movement::REFUND;
            yield self::line([
                substr(LocalTime::sortable($movement->at), 0, 10),
                $movement->reference,
                __('twint.bookings.kind.' . $movement->kind) . ' TWINT ' . $movement->orderNumber,
                $isRefund ? $accounts->sales : $accounts->twint,
                $isRefund ? $accounts->twint : $accounts->sales,
                $movement->amount,
            ]);
        }
    }

    /** @param list<string> $cells */
    private static function line(array $cells): string
    {
        return (
            implode("\t", array_map(
                static fn(string $cell): string => (string) preg_replace('/[\t\r\n]+/', ' ', $cell),
                $cells,
            )) . "\r\n"
        );
    }
}
