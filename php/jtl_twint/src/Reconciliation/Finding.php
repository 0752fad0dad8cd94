<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

/** What two sides of a payment, or one alone, amount to. */
enum Finding: string
{
    case Matched = 'matched';
    case AmountDiffers = 'amount_differs';
    case PaidThereOpenHere = 'paid_there_open_here';
    case PaidHereNotThere = 'paid_here_not_there';
    case UnknownThere = 'unknown_there';
    case UnknownHere = 'unknown_here';

    /** Null: neither side has money in it. */
    public static function of(?Record $there, ?Record $here): ?self
    {
        return match (true) {
            $there === null => $here?->standing->isMoney() === true ? self::UnknownThere : null,
            $here === null => $there->standing->isMoney() ? self::UnknownHere : null,
            $there->amount !== $here->amount => self::AmountDiffers,
            $there->standing === $here->standing => self::Matched,
            // Between two parts of a capture TWINT may still call it reserved.
            $here->standing === Standing::Moved && $there->standing === Standing::Reserved => self::Matched,
            $there->standing->isMoney() => self::PaidThereOpenHere,
            $here->standing->isMoney() => self::PaidHereNotThere,
            default => self::Matched,
        };
    }

    /** Whether our own books may be wrong; what is unknown here can be another till of the same store. */
    public function isAlarming(): bool
    {
        return $this !== self::Matched && $this !== self::UnknownHere;
    }
}
