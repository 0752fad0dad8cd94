<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

enum OutcomeKind
{
    /** It was done. */
    case Done;
    /** It was not done; the word says why. */
    case Refused;
    /** It may have been done; find out before anything else. */
    case Unknown;
    /** Somebody else is at it; nothing was done. */
    case Busy;
    /** The form was sent before; the operation shows what came of it. */
    case AlreadyDone;
}
