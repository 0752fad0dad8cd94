<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** TWINT cannot be called for want of credentials; the reason is one word for the transaction's row. */
final class NotConfiguredException extends \RuntimeException
{
    public function __construct(
        public readonly string $reason,
        string $message,
    ) {
        parent::__construct($message);
    }
}
