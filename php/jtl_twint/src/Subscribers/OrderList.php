<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Admin\Orders\OrderListPage;

/** The shop's backend reads the orders of its list, one after another. */
final class OrderList implements Subscriber
{
    public function __construct(
        private readonly OrderListPage $page,
    ) {
    }

    public static function listeners(): array
    {
        return ['HOOK_BESTELLUNG_CLASS_FUELLEBESTELLUNG' => 'wasRead'];
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasRead(array $arguments): void
    {
        $order = $arguments['oBestellung'] ?? null;
        if ($order instanceof Bestellung && OrderListPage::isAsked()) {
            $this->page->willShow($order);
        }
    }
}
