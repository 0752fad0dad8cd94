<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Transactions\Address;
use Plugin\jtl_twint\src\Admin\Transactions\AskedDays;
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
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    /** @param array<array-key, mixed> $query */
    public function html(array $query, Address $address): string
    {
        $asked = self::asked($query);
        $environment = $this->settings->environment();
        $set = self::set($query);
        $rows = [];
        $days = Extension::isUsable() ? Days::asked($asked) : null;
        foreach ($days?->each() ?? [] as $day) {
            $rows[] =
                ['day' => $day->format('d.m.Y')]
                + $this->movements->totals($day, $day->modify('+1 day'), $environment, $set);
        }
        $total = Movements::together($rows);

        return $this->view->fetch('bookings/bookings.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'asked' => $asked,
            'daysExplained' => $this->manual->placeOf($asked->problem?->message()),
            'today' => date('Y-m-d'),
            'mostDays' => Days::MOST,
            'accounts' => self::accounts($query),
            'sets' => $this->sets->areSeveral() ? $this->sets->all() : [],
            'set' => $set,
            'goneSet' => $set === null || $this->sets->find($set) !== null ? '' : $this->sets->labelOf($set),
            'usable' => Extension::isUsable(),
            'chart' => $rows === [] ? null : DailyChart::of($rows),
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
     * @return \Generator<int, string>|null null: the page says what is not right about the days
     */
    public function csv(array $query): ?\Generator
    {
        $days = Days::asked(self::asked($query));

        return $days === null ? null : $this->csv->lines($days, self::set($query));
    }

    /**
     * @param array<array-key, mixed> $query
     * @return \Generator<int, string>|null null: the page says what is not right about the days
     */
    public function banana(array $query): ?\Generator
    {
        $days = Days::asked(self::asked($query));

        return $days === null ? null : $this->banana->lines($days, self::accounts($query), self::set($query));
    }

    /** @param array<array-key, mixed> $query */
    private static function set(array $query): ?int
    {
        return ChosenSet::of($query['set'] ?? null);
    }

    /**
     * Those of the address; where it names none, this month up to today.
     *
     * @param array<array-key, mixed> $query
     */
    private static function asked(array $query): AskedDays
    {
        $month = Days::ofThisMonth(new \DateTimeImmutable());
        $isAsked = isset($query['from']) || isset($query['to']);

        return AskedDays::of(
            $isAsked ? $query['from'] ?? null : AskedDays::word($month->first),
            $isAsked ? $query['to'] ?? null : AskedDays::word($month->last),
            Days::MOST,
        );
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
