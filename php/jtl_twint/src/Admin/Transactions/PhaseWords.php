<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\Phases;

/** How phases are shown, and what stands beside them in the filter. */
final class PhaseWords
{
    public const ATTENTION = 'attention';
    public const EXPRESS = 'express';

    /** The colour of the shop's own badges. */
    public static function colour(string $phase): string
    {
        return match ($phase) {
            Phases::CAPTURED => 'success',
            Phases::AUTHORISED, Phases::PARTIALLY_CAPTURED => 'info',
            Phases::UNCERTAIN => 'warning',
            Phases::FAILED => 'danger',
            default => 'secondary',
        };
    }
}
