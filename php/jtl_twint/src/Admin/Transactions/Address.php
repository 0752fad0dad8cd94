<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** The addresses within this tab. */
final class Address
{
    public function __construct(
        private readonly string $page,
        public readonly int $menuId,
    ) {
    }

    /** Where forms are sent. */
    public function form(): string
    {
        return $this->page;
    }

    /** @param array<string, string> $query */
    public function list(array $query = []): string
    {
        return $this->to(Screen::List, $query);
    }

    /** @param array<string, string> $query */
    public function csv(array $query = []): string
    {
        return $this->to(Screen::Csv, $query);
    }

    public function payment(int $id): string
    {
        return $this->to(Screen::Payment, ['id' => (string) $id]);
    }

    public function of(string $screen, int $id): string
    {
        return $this->to(Screen::from($screen), ['id' => (string) $id]);
    }

    public function link(string $orderNumber = ''): string
    {
        return $this->to(Screen::Link, $orderNumber === '' ? [] : ['order' => $orderNumber]);
    }

    /** @param array<string, string> $query */
    public function reconciliation(array $query = []): string
    {
        return $this->to(Screen::Reconciliation, $query);
    }

    /** @param array<string, string> $query */
    public function bookings(array $query = []): string
    {
        return $this->to(Screen::Bookings, $query);
    }

    /** @param array<string, string> $query */
    private function to(Screen $screen, array $query): string
    {
        return $this->page . (str_contains($this->page, '?') ? '&' : '?') . http_build_query([
            'kPluginAdminMenu' => $this->menuId,
            'twint_screen' => $screen->value,
        ] + $query);
    }
}
