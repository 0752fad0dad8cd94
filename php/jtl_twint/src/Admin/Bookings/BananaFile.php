<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Transactions\LocalTime;
use Twint\MovementKind;

/**
 * The captures and refunds as double-entry transactions for Banana Accounting, and TWINT's fees as further ones: a text file with column
 * headers, separated by tabs, in UTF-8 (banana.ch/doc/en/node/9947; DocInvoice: banana.ch/doc8/index.php/en/node/4753). Payments of
 * TWINT's test system are left out.
 */
final class BananaFile
{
    private const COLUMNS = ['Date', 'Doc', 'DocInvoice', 'Description', 'AccountDebit', 'AccountCredit', 'Amount'];

    public function __construct(
        private readonly Movements $movements,
        private readonly AccessRepository $sets,
    ) {
    }

    /**
     * @param int|null $set of access data; null: all
     * @return \Generator<int, string>
     */
    public function lines(Days $days, Accounts $accounts, ?int $set = null): \Generator
    {
        yield self::line(self::COLUMNS);
        foreach ($this->movements->of($days, 'production', $set) as $movement) {
            $of = $this->of($movement);
            $says = __('twint.bookings.kind.' . $movement->kind->value) . ' TWINT ' . $of;
            if ($movement->kind === MovementKind::Capture) {
                yield self::entry($movement, $says, $accounts->twint, $accounts->sales, $movement->amount);
            }
            if ($movement->kind === MovementKind::Refund) {
                yield self::entry($movement, $says, $accounts->sales, $accounts->twint, $movement->amount);
            }
            if ($movement->fee !== null) {
                $says = __('twint.bookings.csv.fee') . ' ' . $of;
                yield self::entry($movement, $says, $accounts->fees, $accounts->twint, $movement->fee);
            }
        }
    }

    /** The order, and the access data where there are several: in the description, which every view of Banana's table shows. */
    private function of(Movement $movement): string
    {
        $set = $this->sets->labelAmongOthers($movement->accessId);

        return $movement->orderNumber . ($set === '' ? '' : " ($set)");
    }

    /** @param numeric-string $amount */
    private static function entry(
        Movement $movement,
        string $says,
        string $debit,
        string $credit,
        string $amount,
    ): string {
        return self::line([
            substr(LocalTime::sortable($movement->at), 0, 10),
            $movement->reference,
            $movement->invoiceNumber,
            $says,
            $debit,
            $credit,
            $amount,
        ]);
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
