<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

enum OutcomeKind: string
{
    /** It was done. */
    case Done = 'done';
    /** It was not done; the word says why. */
    case Refused = 'refused';
    /** It may have been done; find out before anything else. */
    case Unknown = 'unknown';
    /** Somebody else is at it; nothing was done. */
    case Busy = 'busy';
    /** The form was sent before; the operation shows what came of it. */
    case AlreadyDone = 'already_done';
}
