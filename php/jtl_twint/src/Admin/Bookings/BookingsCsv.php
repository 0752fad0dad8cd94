<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Transactions\Csv;
use Plugin\jtl_twint\src\Admin\Transactions\LocalTime;
use Plugin\jtl_twint\src\Settings\Settings;

/**
 * One row for each movement, with the sums of the day and of the month so far. The columns are always the same, since people tell their
 * software once which is which. Only where Extension::isUsable().
 */
final class BookingsCsv
{
    private const COLUMNS = [
        'at',
        'kind',
        'order_number',
        'invoice_number',
        'reference',
        'twint_uuid',
        'amount',
        'change',
        'day_total',
        'month_total',
        'fee',
        'net',
        'day_net',
        'month_net',
        'note',
        'environment',
        'access',
        'system_id',
    ];

    public function __construct(
        private readonly Movements $movements,
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
    ) {
    }

    /**
     * @param int|null $set of access data; null: all
     * @return \Generator<int, string>
     */
    public function lines(Days $days, ?int $set = null): \Generator
    {
        yield Csv::START
            . Csv::line(array_map(static fn(string $column): string => __('twint.bookings.csv.'
            . $column), self::COLUMNS));
        $environment = $this->settings->environment();
        $before = $this->movements->totals($days->month(), $days->first, $environment, $set);
        $firstMonth = $days->first->format('Y-m');
        $day = RunningTotal::ofDays();
        $month = RunningTotal::ofMonths($firstMonth, $before['net']);
        $dayNet = RunningTotal::ofDays();
        $monthNet = RunningTotal::ofMonths($firstMonth, $before['left']);
        foreach ($this->movements->of($days, $environment, $set) as $movement) {
            $at = LocalTime::sortable($movement->at);
            yield Csv::line([
                $at,
                __('twint.bookings.kind.' . $movement->kind->value),
                $movement->orderNumber,
                $movement->invoiceNumber,
                $movement->reference,
                $movement->twintUuid,
                $movement->amount,
                $movement->change(),
                $day->after($at, $movement->change()),
                $month->after($at, $movement->change()),
                (string) $movement->fee,
                $movement->net(),
                $dayNet->after($at, $movement->net()),
                $monthNet->after($at, $movement->net()),
                $movement->note,
                __('twint.tx.environment.' . $environment),
                $this->sets->labelAmongOthers($movement->accessId),
                $movement->storeUuid,
            ]);
        }
    }
}
