<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** How phases are shown, and what stands beside them in the filter. */
final class PhaseWords
{
    public const ATTENTION = 'attention';

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
