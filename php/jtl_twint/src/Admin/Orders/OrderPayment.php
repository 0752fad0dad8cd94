<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Orders;

use Plugin\jtl_twint\src\Payment\Phases;

/** How the payment of an order stands, in as much as a list of orders says it. */
final class OrderPayment
{
    private const REFUNDED = [Phases::PARTIALLY_REFUNDED, Phases::REFUNDED];

    public function __construct(
        public readonly int $id,
        public readonly string $phase,
        /** What the phase is about: what was refunded of a refunded one, what was captured of a captured one. */
        public readonly string $amount,
    ) {
    }

    /** @param array<string, string|null> $row of the table of transactions */
    public static function of(array $row): self
    {
        $phase = (string) $row['phase'];
        $about = match (true) {
            !in_array($phase, Phases::PAID, true) => 'amount',
            in_array($phase, self::REFUNDED, true) => 'refunded',
            default => 'captured',
        };

        return new self((int) $row['id'], $phase, (string) $row[$about]);
    }
}
