<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

enum EntryState: string
{
    case Waiting = 'waiting';
    case Done = 'done';
    /** Done or given up, and the merchant has to look. */
    case Attention = 'attention';
    /** The merchant has looked. */
    case Seen = 'seen';
}
