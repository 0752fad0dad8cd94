<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\Cause;
use Twint\CertificateException;
use Twint\ConfigurationException;
use Twint\DeclinedException;
use Twint\InvalidArgumentException;
use Twint\OutcomeUnknownException;
use Twint\StateConflictException;
use Twint\TwintException;
use Twint\UnavailableException;

/** What an exception says of the call that it broke. */
final class Trouble
{
    private const UNKNOWN = 'unknown';

    /** Whether the call may have been carried out at TWINT all the same. So it is with every kind that nobody named here. */
    public static function mayHaveHappened(TwintException $exception): bool
    {
        return self::word($exception) === self::UNKNOWN;
    }

    /** The word that the transaction's row keeps of it. */
    public static function word(TwintException $exception): string
    {
        return match (true) {
            $exception instanceof InvalidArgumentException => 'invalid',
            $exception instanceof CertificateException => 'certificate',
            $exception instanceof ConfigurationException => 'configuration',
            $exception instanceof DeclinedException => 'declined',
            $exception instanceof StateConflictException => 'state_conflict',
            $exception instanceof UnavailableException => $exception->cause === Cause::AnswerUnreadable
                ? 'answer_unreadable'
                : 'unavailable',
            $exception instanceof OutcomeUnknownException => self::UNKNOWN,
            // What this version does not know proves nothing.
            default => self::UNKNOWN,
        };
    }

    /** Whether it is no trouble of one payment: every call with the same set of access data meets it. */
    public static function isOfAccessData(string $word): bool
    {
        return in_array($word, ['certificate', 'configuration', 'unavailable'], true);
    }
}
