<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Shop\HoldNewOrders;
use Plugin\jtl_twint\src\Shop\PayNowLink;
use Plugin\jtl_twint\src\Shop\ReservedOnOrderPages;

/** The shop writes an order, or reads one. */
final class Orders implements Subscriber
{
    public function __construct(
        private readonly HoldNewOrders $holdNewOrders,
        private readonly PayNowLink $payNowLink,
        private readonly ReservedOnOrderPages $reserved,
    ) {
    }

    public static function listeners(): array
    {
        return [
            'HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB' => 'isAboutToBeWritten',
            'HOOK_BESTELLUNG_CLASS_FUELLEBESTELLUNG' => 'wasRead',
        ];
    }

    /** @param array<array-key, mixed> $arguments */
    public function isAboutToBeWritten(array $arguments): void
    {
        $order = $arguments['oBestellung'] ?? null;
        if ($order instanceof Bestellung) {
            $this->holdNewOrders->apply($order);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasRead(array $arguments): void
    {
        $order = $arguments['oBestellung'] ?? null;
        if ($order instanceof Bestellung) {
            $this->payNowLink->hide($order);
            $this->reserved->tell($order);
        }
    }
}
