<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** What TWINT holds under the reference of a start without an answer is from before that start: another buyer's. */
final class OlderOrderException extends \RuntimeException
{
}
