<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** When it is checked whether TWINT works right now (the offline checks are always made). */
enum ValidationTiming: string
{
    /** Before the payment methods are listed: whoever cannot be paid is not offered. */
    case BeforeSelection = 'before';
    /** When TWINT was chosen, before the order is confirmed. */
    case AfterSelection = 'after';
    /** Only by starting the payment. */
    case AtAuthorisation = 'authorisation';
}
