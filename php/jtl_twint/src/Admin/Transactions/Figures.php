<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Persistence\Database;

/** What became of a payment's amount, reckoned by the database in decimals. */
final class Figures
{
    private function __construct(
        public readonly string $authorised,
        public readonly string $captured,
        public readonly string $refunded,
        /** Captured and not paid back. */
        public readonly string $kept,
        /** Reserved and not captured yet. */
        public readonly string $open,
        /** Was reserved, and was given back to the buyer without being captured. */
        public readonly string $released,
        /** In per cent of the amount, for the bar. */
        public readonly string $keptShare,
        public readonly string $refundedShare,
        public readonly string $openShare,
    ) {
    }

    public static function of(Database $database, int $id): self
    {
        $row = $database->row(
            'SELECT authorised, captured, refunded, captured - refunded AS kept, open,
                    GREATEST(authorised - captured - open, 0.00) AS released,
                    ROUND(100 * (captured - refunded) / amount, 2) AS kept_share,
                    ROUND(100 * refunded / amount, 2) AS refunded_share,
                    ROUND(100 * open / amount, 2) AS open_share
                FROM (SELECT amount, captured, refunded,
                        IF(authorised_at IS NULL AND captured = 0, 0.00, amount) AS authorised,
                        IF(phase IN '
            . Phases::sql(Phases::CAPTURABLE)
            . ' OR phase = :uncertain AND authorised_at IS NOT NULL, IF(closed = 1, 0.00, amount - captured), 0.00) AS open
                    FROM xplugin_jtl_twint_transaction WHERE id = :id) AS standing',
            ['id' => $id, 'uncertain' => Phases::UNCERTAIN],
        ) ?? [];

        return new self(
            $row['authorised'] ?? '0.00',
            $row['captured'] ?? '0.00',
            $row['refunded'] ?? '0.00',
            $row['kept'] ?? '0.00',
            $row['open'] ?? '0.00',
            $row['released'] ?? '0.00',
            $row['kept_share'] ?? '0',
            $row['refunded_share'] ?? '0',
            $row['open_share'] ?? '0',
        );
    }
}
