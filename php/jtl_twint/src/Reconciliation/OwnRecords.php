<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Persistence\Database;
use Twint\Holding;
use Twint\OperationState;
use Twint\Phase;

/** Our payments and refunds of one store, as the tables have them. */
final class OwnRecords
{
    private const PAYMENTS =
        'SELECT id, order_number, reference, twint_uuid, amount, phase AS word, created_at, 0 AS refund'
            . ' FROM xplugin_jtl_twint_transaction WHERE environment = :environment AND store_uuid = :store AND ';
    private const REFUNDS =
        'SELECT t.id, t.order_number, o.reference, o.twint_uuid, o.amount, o.state AS word, o.created_at, 1 AS refund'
            . ' FROM xplugin_jtl_twint_operation o JOIN xplugin_jtl_twint_transaction t ON t.id = o.transaction_id'
            . " WHERE o.kind = '"
            . Operation::REFUND
            . "' AND t.environment = :environment AND t.store_uuid = :store AND ";

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** @return list<Record> */
    public function between(string $environment, string $storeUuid, string $from, string $to): array
    {
        $parameters = ['environment' => $environment, 'store' => $storeUuid, 'from' => $from, 'to' => $to];

        return [
            ...$this->records(self::PAYMENTS . 'created_at >= :from AND created_at < :to', $parameters),
            ...$this->records(self::REFUNDS . 'o.created_at >= :from AND o.created_at < :to', $parameters),
        ];
    }

    /** Whether there is any of this store. */
    public function hasAny(string $environment, string $storeUuid, string $from, string $to): bool
    {
        return $this->database->row('SELECT 1 FROM xplugin_jtl_twint_transaction WHERE environment = :environment AND store_uuid = :store'
        . ' AND created_at >= :from AND created_at < :to LIMIT 1', [
            'environment' => $environment,
            'store' => $storeUuid,
            'from' => $from,
            'to' => $to,
        ]) !== null;
    }

    /** One that TWINT names, whenever it was made. */
    public function like(string $environment, string $storeUuid, Record $record): ?Record
    {
        $select = $record->refund ? self::REFUNDS : self::PAYMENTS;
        $column = $record->refund ? 'o.' : '';
        $parameters = ['environment' => $environment, 'store' => $storeUuid];

        return (
            $this->records(
                $select . $column . 'twint_uuid = :name',
                $parameters + ['name' => (string) $record->uuid],
            )[0] ?? $this->records(
                $select . $column . 'reference = :name',
                $parameters + ['name' => $record->reference],
            )[0] ?? null
        );
    }

    /**
     * @param array<string, string> $parameters
     * @return list<Record>
     */
    private function records(string $sql, array $parameters): array
    {
        return array_map(
            static fn(array $row): Record => new Record(
                (string) $row['reference'],
                $row['twint_uuid'],
                $row['refund'] === '1',
                (string) $row['amount'],
                'CHF',
                self::holding((string) $row['word'], $row['refund'] === '1'),
                (string) $row['created_at'],
                (int) $row['id'],
                (string) $row['order_number'],
            ),
            $this->database->rows($sql, $parameters),
        );
    }

    /** A word that this version does not know says nothing. */
    private static function holding(string $word, bool $isRefund): Holding
    {
        if ($isRefund) {
            $state = OperationState::tryFrom($word);

            return $state === null ? Holding::Unclear : \Twint\refund_holding($state);
        }
        $phase = Phase::tryFrom($word);

        return $phase === null ? Holding::Unclear : \Twint\payment_holding($phase);
    }
}
