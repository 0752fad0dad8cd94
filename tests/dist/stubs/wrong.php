<?php

declare(strict_types=1);

use Twint\Merchant;

use function Twint\payment_init;

function begin_with_a_float(Merchant $merchant): void
{
    payment_init($merchant, 'SHOP-1', 42.0);
}
