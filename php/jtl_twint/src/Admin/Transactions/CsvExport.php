<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Access\AccessRepository;

/** The list as a file, written row by row: it may be longer than the memory is large. */
final class CsvExport
{
    private const COLUMNS = [
        'order_number',
        'attempt',
        'reference',
        'twint_uuid',
        'phase',
        'reason',
        'capture_mode',
        'environment',
        'amount',
        'captured',
        'refunded',
        'customer_id',
        'created_at',
        'updated_at',
        'authorised_at',
        'guarantee_until',
        'access_id',
        'store_uuid',
    ];

    public function __construct(
        private readonly TransactionSearch $search,
        private readonly AccessRepository $sets,
    ) {
    }

    /** @return \Generator<int, string> */
    public function lines(Criteria $criteria): \Generator
    {
        $heads = array_map(static fn(string $column): string => __('twint.tx.csv.' . $column), self::COLUMNS);
        yield Csv::START . Csv::line($heads);
        foreach ($this->search->all($criteria) as $row) {
            yield Csv::line(array_map(fn(string $column): string => $this->cell(
                $column,
                $row[$column] ?? '',
            ), self::COLUMNS));
        }
    }

    public static function fileName(): string
    {
        return 'twint-' . date('Y-m-d') . '.csv';
    }

    private function cell(string $column, string $value): string
    {
        return match ($column) {
            'phase' => Labels::text('phase', $value),
            'reason' => Labels::text('reason', $value),
            'capture_mode' => Labels::text('captureMode', $value),
            'environment' => Labels::text('environment', $value),
            'created_at', 'updated_at', 'authorised_at', 'guarantee_until' => LocalTime::sortable($value),
            'access_id' => $this->sets->labelAmongOthers((int) $value),
            default => $value,
        };
    }
}
