<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Not an error: the mail is sent later. */
final class MailHeldException extends \Exception
{
}
