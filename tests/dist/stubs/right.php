<?php

declare(strict_types=1);

use Twint\Capture;
use Twint\Merchant;
use Twint\OrderState;

use function Twint\payment_init;

function begin(Merchant $merchant): string
{
    $order = payment_init($merchant, reference: 'SHOP-1', amount: '42.00', capture: Capture::Deferred);

    return $order->state === OrderState::AwaitingCustomer ? $order->uuid : '';
}
