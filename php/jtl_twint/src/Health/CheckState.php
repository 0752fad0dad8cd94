<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** How a point of the checklist stands. */
enum CheckState: string
{
    case Ok = 'ok';
    /** TWINT does not work, or not as it should, until somebody acts. */
    case Todo = 'todo';
    /** It works, but somebody should look. */
    case Warning = 'warning';
    /** Not asked yet, or not lately. */
    case Unknown = 'unknown';
}
