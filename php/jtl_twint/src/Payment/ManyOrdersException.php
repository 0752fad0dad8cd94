<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** TWINT holds several orders under a reference that was sent once. */
final class ManyOrdersException extends \RuntimeException
{
}
