<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** TWINT finds no order under a UUID that it gave itself: nobody can say what became of the money. */
final class OrderGoneException extends \RuntimeException
{
}
