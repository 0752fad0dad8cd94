<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Shop\CustomerNames;

/** The payments, filtered and sorted as the address says. */
final class ListScreen
{
    public function __construct(
        private readonly TransactionSearch $search,
        private readonly PhaseCounts $counts,
        private readonly CustomerNames $names,
        private readonly AccessRepository $sets,
        private readonly View $view,
    ) {
    }

    public function html(Criteria $criteria, Address $address): string
    {
        $page = $this->search->page($criteria);
        $query = $criteria->toQuery();
        $names = $this->names->of(array_map(static fn(array $row): int => (int) $row['order_id'], $page->rows));

        return $this->view->fetch('transactions/list.tpl', [
            'address' => $address,
            'criteria' => $criteria,
            'query' => $query,
            'filters' => $this->filters($criteria, $address),
            'sorts' => self::sorts($criteria, $address),
            'rows' => array_map(fn(array $row): array => $this->row($row, $names), $page->rows),
            'several' => $this->sets->areSeveral(),
            'page' => $page,
            'first' => $page->previous === null ? null : $address->list($query),
            'previous' => $page->previous === null ? null : $address->list($query + $page->previous),
            'next' => $page->next === null ? null : $address->list($query + $page->next),
            'last' => $page->next === null || isset($page->next['skip'])
                ? null
                : $address->list($query + ['at' => 'last']),
            'csv' => $address->csv($query),
            'most' => Picked::MOST,
        ]);
    }

    /** @return list<array{word: string, text: string, number: int|null, active: bool, url: string}> */
    private function filters(Criteria $criteria, Address $address): array
    {
        $counts = $this->counts->read();
        $query = array_diff_key($criteria->toQuery(), ['phase' => 1]);
        $filters = [
            [
                'word' => '',
                'text' => __('twint.tx.filter.all'),
                'number' => array_sum($counts),
                'active' => $criteria->phase === null && !$criteria->attention && !$criteria->express,
                'url' => $address->list($query),
            ],
            [
                'word' => PhaseWords::ATTENTION,
                'text' => __('twint.tx.filter.attention'),
                'number' => null,
                'active' => $criteria->attention,
                'url' => $address->list(['phase' => PhaseWords::ATTENTION] + $query),
            ],
            [
                'word' => PhaseWords::EXPRESS,
                'text' => __('twint.setting.express'),
                'number' => null,
                'active' => $criteria->express,
                'url' => $address->list(['phase' => PhaseWords::EXPRESS] + $query),
            ],
        ];
        foreach (Phases::ALL as $phase) {
            $filters[] = [
                'word' => $phase,
                'text' => __('twint.tx.phase.' . $phase),
                'number' => $counts[$phase] ?? 0,
                'active' => $criteria->phase === $phase,
                'url' => $address->list(['phase' => $phase] + $query),
            ];
        }

        return $filters;
    }

    /** @return array<string, array{url: string, order: 'ascending'|'descending'|'none'}> by column */
    private static function sorts(Criteria $criteria, Address $address): array
    {
        $sorts = [];
        $query = array_diff_key($criteria->toQuery(), ['sort' => 1, 'order' => 1]);
        foreach (Sort::cases() as $sort) {
            $active = $criteria->sort === $sort;
            $sorts[$sort->value] = [
                'url' => $address->list(
                    $query
                    + ($sort === Sort::Date ? [] : ['sort' => $sort->value])
                    + ($active && $criteria->descending ? ['order' => 'asc'] : []),
                ),
                'order' => match (true) {
                    !$active => 'none',
                    $criteria->descending => 'descending',
                    default => 'ascending',
                },
            ];
        }

        return $sorts;
    }

    /**
     * @param array<string, string|null> $row
     * @param array<int, string> $names
     * @return array<string, string|int|bool>
     */
    private function row(array $row, array $names): array
    {
        $phase = (string) $row['phase'];

        return [
            'id' => (int) $row['id'],
            'order' => (string) $row['order_number'],
            'attempt' => (int) $row['attempt'],
            'created' => LocalTime::text($row['created_at']),
            'set' => $this->sets->labelOf((int) $row['access_id']),
            'customer' => $names[(int) $row['order_id']] ?? '',
            'amount' => Chf::text($row['amount']),
            'captured' => $row['captured'] === '0.00' ? '' : Chf::text($row['captured']),
            'refunded' => $row['refunded'] === '0.00' ? '' : Chf::text($row['refunded']),
            'phase' => __('twint.tx.phase.' . $phase),
            'colour' => PhaseWords::colour($phase),
            'test' => $row['environment'] !== 'production',
            'uuid' => (string) $row['twint_uuid'],
        ];
    }
}
