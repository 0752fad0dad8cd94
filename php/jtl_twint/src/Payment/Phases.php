<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/**
 * The words of Twint\Phase and sets of them, for queries and for pages that are also shown where the extension is missing.
 *
 * Written from src/books/phases.rs by tests/phases.rs; do not change it by hand.
 */
final class Phases
{
    public const CREATED = 'created';
    public const PENDING = 'pending';
    public const AUTHORISED = 'authorised';
    public const UNCERTAIN = 'uncertain';
    public const PARTIALLY_CAPTURED = 'partially_captured';
    public const CAPTURED = 'captured';
    public const PARTIALLY_REFUNDED = 'partially_refunded';
    public const REFUNDED = 'refunded';
    public const CANCELLED = 'cancelled';
    public const FAILED = 'failed';

    /** In the order in which a merchant meets them. */
    public const ALL = [
        self::CREATED,
        self::PENDING,
        self::AUTHORISED,
        self::UNCERTAIN,
        self::PARTIALLY_CAPTURED,
        self::CAPTURED,
        self::PARTIALLY_REFUNDED,
        self::REFUNDED,
        self::CANCELLED,
        self::FAILED,
    ];

    /** The buyer may still pay the attempt, or may have paid it unnoticed. */
    public const OPEN = [
        self::CREATED,
        self::PENDING,
        self::AUTHORISED,
        self::UNCERTAIN,
    ];

    /** The buyer has not decided yet. */
    public const AWAITING_BUYER = [self::CREATED, self::PENDING];

    /** Something may still happen at TWINT: the attempt is open, or more can be captured. */
    public const UNSETTLED = [
        self::CREATED,
        self::PENDING,
        self::AUTHORISED,
        self::UNCERTAIN,
        self::PARTIALLY_CAPTURED,
    ];

    /** More can be captured, unless the order is closed. */
    public const CAPTURABLE = [self::AUTHORISED, self::PARTIALLY_CAPTURED, self::PARTIALLY_REFUNDED];

    /** Money was captured, even if it was refunded later. */
    public const PAID = [
        self::PARTIALLY_CAPTURED,
        self::CAPTURED,
        self::PARTIALLY_REFUNDED,
        self::REFUNDED,
    ];

    /** Money of the buyer is held: reserved, or captured and not refunded in full. */
    public const HOLDING_MONEY = [
        self::AUTHORISED,
        self::PARTIALLY_CAPTURED,
        self::CAPTURED,
        self::PARTIALLY_REFUNDED,
    ];

    /** Money is reserved that is lost unless it is captured in time. */
    public const RESERVED = [self::AUTHORISED, self::PARTIALLY_CAPTURED];

    /** The attempt ended without a capture. */
    public const OVER = [self::CANCELLED, self::FAILED];

    /**
     * @param non-empty-list<string> $phases
     * @return string for a query, such as "('created', 'pending')"
     */
    public static function sql(array $phases): string
    {
        return "('" . implode("', '", $phases) . "')";
    }
}
