<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** How loud an alarm is. */
enum AlarmLevel
{
    case Info;
    case Warning;
    case Danger;
}
