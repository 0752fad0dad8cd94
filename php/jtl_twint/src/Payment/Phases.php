<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/**
 * Sets of phases as words of Twint\Phase, for queries and for pages that are also shown where the extension is missing.
 *
 * Written from src/books/phases.rs by tests/phases.rs; do not change it by hand.
 */
final class Phases
{
    /** In the order in which a merchant meets them. */
    public const ALL = [
        'created',
        'pending',
        'authorised',
        'uncertain',
        'partially_captured',
        'captured',
        'partially_refunded',
        'refunded',
        'cancelled',
        'failed',
    ];

    /** The buyer may still pay the attempt, or may have paid it unnoticed. */
    public const OPEN = ['created', 'pending', 'authorised', 'uncertain'];

    /** Something may still happen at TWINT: the attempt is open, or more can be captured. */
    public const UNSETTLED = [
        'created',
        'pending',
        'authorised',
        'uncertain',
        'partially_captured',
    ];

    /** Money was captured, even if it was refunded later. */
    public const PAID = ['partially_captured', 'captured', 'partially_refunded', 'refunded'];

    /** Money of the buyer is held: reserved, or captured and not refunded in full. */
    public const HOLDING_MONEY = ['authorised', 'partially_captured', 'captured', 'partially_refunded'];

    /** Money is reserved that is lost unless it is captured in time. */
    public const RESERVED = ['authorised', 'partially_captured'];

    /** The attempt ended without a capture. */
    public const OVER = ['cancelled', 'failed'];

    /**
     * @param non-empty-list<string> $phases
     * @return string for a query, such as "('created', 'pending')"
     */
    public static function sql(array $phases): string
    {
        return "('" . implode("', '", $phases) . "')";
    }
}
