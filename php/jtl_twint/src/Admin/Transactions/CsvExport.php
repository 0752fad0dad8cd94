<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

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
    ];

    public function __construct(
        private readonly TransactionSearch $search,
    ) {
    }

    /** @return \Generator<int, string> */
    public function lines(Criteria $criteria): \Generator
    {
        $heads = array_map(static fn(string $column): string => __('twint.tx.csv.' . $column), self::COLUMNS);
        yield Csv::START . Csv::line($heads);
        foreach ($this->search->all($criteria) as $row) {
            yield Csv::line(array_map(static fn(string $column): string => self::cell(
                $column,
                $row[$column] ?? '',
            ), self::COLUMNS));
        }
    }

    public static function fileName(): string
    {
        return 'twint-' . date('Y-m-d') . '.csv';
    }

    private static function cell(string $column, string $value): string
    {
        return match ($column) {
            'phase' => __('twint.tx.phase.' . $value),
            'created_at', 'updated_at', 'authorised_at', 'guarantee_until' => LocalTime::sortable($value),
            default => $value,
        };
    }
}
