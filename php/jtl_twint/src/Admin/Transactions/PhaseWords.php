<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** The phases in the order in which a merchant meets them, and what stands beside them in the filter. */
final class PhaseWords
{
    public const ATTENTION = 'attention';

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

    /** The colour of the shop's own badges. */
    public static function colour(string $phase): string
    {
        return match ($phase) {
            'captured' => 'success',
            'authorised', 'partially_captured' => 'info',
            'uncertain' => 'warning',
            'failed' => 'danger',
            default => 'secondary',
        };
    }
}
