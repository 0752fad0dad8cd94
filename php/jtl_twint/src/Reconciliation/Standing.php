<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

/** How money stands, on either side; TWINT's is the word of Twint\Holding. */
enum Standing: string
{
    /** Nobody has approved. */
    case Waiting = 'waiting';
    /** Reserved for the merchant. */
    case Reserved = 'reserved';
    /** Moved, or a part of it. */
    case Moved = 'moved';
    /** Over without money. */
    case Ended = 'ended';
    /** It is not known. */
    case Unclear = 'unclear';

    public function isMoney(): bool
    {
        return $this === self::Reserved || $this === self::Moved;
    }
}
