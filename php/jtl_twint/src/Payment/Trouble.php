<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\CertificateException;
use Twint\ConfigurationException;
use Twint\DeclinedException;
use Twint\InvalidArgumentException;
use Twint\OutcomeUnknownException;
use Twint\StateConflictException;
use Twint\TwintException;

/** The word that the transaction's row keeps of an exception. */
final class Trouble
{
    public static function word(TwintException $exception): string
    {
        return match (true) {
            $exception instanceof InvalidArgumentException => 'invalid',
            $exception instanceof CertificateException => 'certificate',
            $exception instanceof ConfigurationException => 'configuration',
            $exception instanceof DeclinedException => 'declined',
            $exception instanceof StateConflictException => 'state_conflict',
            $exception instanceof OutcomeUnknownException => 'unknown',
            default => 'unavailable',
        };
    }

    /** Whether it is no trouble of one payment: every call with the same set of access data meets it. */
    public static function isOfAccessData(string $word): bool
    {
        return in_array($word, ['certificate', 'configuration', 'unavailable'], true);
    }
}
