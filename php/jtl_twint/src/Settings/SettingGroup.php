<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** What belongs together on the page of settings, in its order. */
enum SettingGroup: string
{
    case Operation = 'operation';
    case Capture = 'capture';
    case Checkout = 'checkout';
    case OrderStatus = 'status';
    case Wawi = 'wawi';
    case Texts = 'texts';
    case Times = 'times';
    case Simulator = 'simulator';
}
