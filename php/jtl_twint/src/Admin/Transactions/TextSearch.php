<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\SearchTerms;
use Plugin\jtl_twint\src\Persistence\Database;

/** What the merchant may type to find a payment; each way is a short look into an index. */
final class TextSearch
{
    private const UUID = '/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iD';

    public function __construct(
        private readonly Database $database,
        private readonly SearchTerms $words,
    ) {
    }

    /**
     * @param int $from the first and last number that matter for what may be frequent, a name or an amount
     * @return list<int> the newest first; where there are more than the limit, at least so many
     */
    public function ids(string $text, int $limit, int $from = 0, int $to = PHP_INT_MAX): array
    {
        $ids = preg_match(self::UUID, $text) === 1
            ? $this->byUuid($text, $limit)
            : [
                ...$this->words->find($text, $limit, $from, $to),
                ...$this->byNumber($text, $limit),
                ...$this->byReference($text, $limit),
                ...$this->byAmount($text, $limit, $from, $to),
            ];
        $ids = array_unique($ids);
        rsort($ids);

        return $ids;
    }

    /**
     * Of the payment or of one of its refunds.
     *
     * @return list<int>
     */
    private function byUuid(string $uuid, int $limit): array
    {
        $values = ['uuid' => $uuid];

        return (
            $this->select(
                'SELECT id FROM xplugin_jtl_twint_transaction WHERE twint_uuid = :uuid',
                $values,
            ) ?: $this->select(
                "SELECT transaction_id AS id FROM xplugin_jtl_twint_operation WHERE twint_uuid = :uuid LIMIT $limit",
                $values,
            )
        );
    }

    /** @return list<int> */
    private function byNumber(string $text, int $limit): array
    {
        return $this->select(
            "SELECT id FROM xplugin_jtl_twint_transaction WHERE order_number LIKE :beginning ORDER BY order_number DESC LIMIT $limit",
            ['beginning' => self::beginning($text)],
        );
    }

    /**
     * Of the payment or of one of its refunds.
     *
     * @return list<int>
     */
    private function byReference(string $text, int $limit): array
    {
        if (!mb_check_encoding($text, 'ASCII')) {
            // MariaDB refuses to compare a reference with anything else.
            return [];
        }

        return (
            $this->select(
                "SELECT id FROM xplugin_jtl_twint_transaction WHERE reference LIKE :beginning ORDER BY reference DESC LIMIT $limit",
                ['beginning' => self::beginning($text)],
            ) ?: $this->select(
                "SELECT transaction_id AS id FROM xplugin_jtl_twint_operation WHERE reference = :reference LIMIT $limit",
                ['reference' => $text],
            )
        );
    }

    /**
     * "1'234.5", "CHF 12,50", "12.-" as the merchant may type them.
     *
     * @return list<int>
     */
    private function byAmount(string $text, int $limit, int $from, int $to): array
    {
        $plain = (string) preg_replace(['/^CHF\s*/i', "/['’ ]/u", '/[.,][-–]+$/u'], '', trim($text));
        if (preg_match('/^(\d{1,9})(?:[.,](\d{1,2}))?$/D', $plain, $found) !== 1) {
            return [];
        }

        return $this->select(
            "SELECT id FROM xplugin_jtl_twint_transaction WHERE amount = :amount AND id BETWEEN :from AND :to ORDER BY id DESC LIMIT $limit",
            ['amount' => $found[1] . '.' . str_pad($found[2] ?? '', 2, '0'), 'from' => $from, 'to' => $to],
        );
    }

    private static function beginning(string $text): string
    {
        return addcslashes($text, '%_\\') . '%';
    }

    /**
     * @param array<string, string|int> $values
     * @return list<int>
     */
    private function select(string $sql, array $values): array
    {
        return array_map(static fn(array $row): int => (int) $row['id'], $this->database->rows($sql, $values));
    }
}
