<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** The order cannot be paid with TWINT: it is gone, over, or costs nothing. */
final class NotPayableException extends \RuntimeException
{
}
