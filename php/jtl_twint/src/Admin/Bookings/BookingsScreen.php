<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Transactions\Address;
use Plugin\jtl_twint\src\Admin\Transactions\Chf;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\Settings;

/** What moved in a range of days, for the merchant's bookkeeping: totals, a chart, and files to take along. */
final class BookingsScreen
{
    public function __construct(
        private readonly Movements $movements,
        private readonly BookingsCsv $csv,
        private readonly BananaFile $banana,
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly View $view,
    ) {
    }

    /** @param array<array-key, mixed> $query */
    public function html(array $query, Address $address): string
    {
        $days = self::days($query);
        $environment = $this->settings->environment();
        $set = self::set($query);
        $rows = [];
        foreach ($days->each() as $day) {
            $rows[] =
                ['day' => $day->format('d.m.Y')]
                + $this->movements->totals($day, $day->modify('+1 day'), $environment, $set);
        }
        $total = $this->movements->together($rows);

        return $this->view->fetch('bookings/bookings.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'range' => $days->toQuery(),
            'today' => date('Y-m-d'),
            'mostDays' => Days::MOST,
            'accounts' => self::accounts($query),
            'sets' => $this->sets->areSeveral() ? $this->sets->all() : [],
            'set' => $set,
            'goneSet' => $set === null || $this->sets->find($set) !== null ? '' : $this->sets->labelOf($set),
            'usable' => Extension::isUsable(),
            'chart' => DailyChart::of($rows),
            'days' => array_map(
                self::shown(...),
                array_values(array_filter($rows, static fn(array $row): bool => $row['number'] > 0)),
            ),
            'total' => self::shown(['day' => ''] + $total),
            'hasFees' => $total['fees'] !== '0.00',
        ]);
    }

    /**
     * @param array<array-key, mixed> $query
     * @return \Generator<int, string>
     */
    public function csv(array $query): \Generator
    {
        return $this->csv->lines(self::days($query), self::set($query));
    }

    /**
     * @param array<array-key, mixed> $query
     * @return \Generator<int, string>
     */
    public function banana(array $query): \Generator
    {
        return $this->banana->lines(self::days($query), self::accounts($query), self::set($query));
    }

    /** @param array<array-key, mixed> $query */
    private static function set(array $query): ?int
    {
        return ChosenSet::of($query['set'] ?? null);
    }

    /** @param array<array-key, mixed> $query */
    private static function days(array $query): Days
    {
        return Days::of($query['from'] ?? null, $query['to'] ?? null, new \DateTimeImmutable());
    }

    /** @param array<array-key, mixed> $query */
    private static function accounts(array $query): Accounts
    {
        return Accounts::of(
            $query['account_twint'] ?? null,
            $query['account_sales'] ?? null,
            $query['account_fees'] ?? null,
        );
    }

    /**
     * @param array{day: string, captured: numeric-string, refunded: numeric-string, net: numeric-string, fees: numeric-string, left: numeric-string, number: int} $row
     * @return array<string, string|int>
     */
    private static function shown(array $row): array
    {
        return [
            'day' => $row['day'],
            'captured' => Chf::number($row['captured']),
            'refunded' => Chf::number($row['refunded']),
            'net' => Chf::number($row['net']),
            'fees' => Chf::number($row['fees']),
            'left' => Chf::number($row['left']),
            'number' => $row['number'],
        ];
    }
}
