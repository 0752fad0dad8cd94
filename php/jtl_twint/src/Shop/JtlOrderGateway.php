<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\DB\DbInterface;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;

final class JtlOrderGateway implements OrderGateway
{
    private const STATE = 'SELECT kBestellung, cStatus, cAbgeholt, kZahlungsart, dBezahltDatum FROM tbestellung WHERE kBestellung = :id';

    private const SOUGHT_DAYS = 60;

    public function __construct(
        private readonly Database $database,
        private readonly DbInterface $shop,
        private readonly OurMethod $method,
    ) {
    }

    public function load(int $orderId): ?Bestellung
    {
        $order = new Bestellung($orderId, false, $this->shop);
        if ((int) $order->kBestellung !== $orderId) {
            return null;
        }

        try {
            return $order->fuelleBestellung(false);
        } catch (\Throwable) {
            // An article or a customer that is gone must not keep a payment from being recorded.
            return new Bestellung($orderId, false, $this->shop);
        }
    }

    public function state(int $orderId): ?OrderState
    {
        return $this->read($this->database->row(self::STATE, ['id' => $orderId]));
    }

    public function byNumber(string $orderNumber): ?int
    {
        // The shop has no index for its numbers: of the orders that nobody began to pay with TWINT only new ones are looked through.
        $row = $this->database->row(
            'SELECT MAX(found.id) AS id FROM (
                SELECT o.kBestellung AS id FROM '
            . TransactionRepository::TABLE
            . ' t JOIN tbestellung o ON o.kBestellung = t.order_id WHERE t.order_number = :number
                UNION ALL SELECT kBestellung FROM tbestellung WHERE dErstellt >= NOW() - INTERVAL '
            . self::SOUGHT_DAYS
            . ' DAY AND cBestellNr = :same_number
            ) found',
            [
                'number' => $orderNumber,
                'same_number' => $orderNumber,
            ],
        );

        return ($row['id'] ?? null) === null ? null : (int) $row['id'];
    }

    public function lock(int $orderId): ?OrderState
    {
        return $this->read($this->database->row(self::STATE . ' FOR UPDATE', ['id' => $orderId]));
    }

    public function setStatus(int $orderId, int $status, bool $replacesPaid): bool
    {
        return (
            $this->database->execute(
                'UPDATE tbestellung SET cStatus = :status
                WHERE kBestellung = :id AND (cStatus IN (:open, :in_work) OR cStatus = :paid AND :replaces_paid = 1)',
                [
                    'status' => (string) $status,
                    'id' => $orderId,
                    'paid' => (string) \BESTELLUNG_STATUS_BEZAHLT,
                    'replaces_paid' => (int) $replacesPaid,
                ] + self::openStates(),
            ) === 1
        );
    }

    public function undoPaidAtCreation(int $orderId): bool
    {
        if ($this->method->ids === []) {
            return false;
        }

        return $this->database->execute(
            'UPDATE tbestellung SET cStatus = :in_work, dBezahltDatum = NULL
                WHERE kBestellung = :id AND cStatus = :paid AND fGesamtsumme > 0 AND kZahlungsart IN ('
            . implode(',', $this->method->ids)
            . ')',
            [
                'in_work' => (string) \BESTELLUNG_STATUS_IN_BEARBEITUNG,
                'id' => $orderId,
                'paid' => (string) \BESTELLUNG_STATUS_BEZAHLT,
            ],
        ) === 1;
    }

    public function notePaidDate(int $orderId): void
    {
        $this->database->execute('UPDATE tbestellung SET dBezahltDatum = CURDATE() WHERE kBestellung = :id AND dBezahltDatum IS NULL', [
            'id' => $orderId,
        ]);
    }

    public function cancel(int $orderId): void
    {
        $this->database->execute('UPDATE tbestellung SET cStatus = :status, cAbgeholt = IF(cAbgeholt = :held_again, :held, cAbgeholt)
                WHERE kBestellung = :id AND cStatus IN (:open, :in_work)', [
            'status' => (string) \BESTELLUNG_STATUS_STORNO,
            'held_again' => OrderHold::HELD_AGAIN,
            'held' => OrderHold::HELD,
            'id' => $orderId,
        ] + self::openStates());
    }

    public function withoutAttempt(int $olderThanMinutes, int $above, int $upTo, int $limit): array
    {
        if ($this->method->ids === []) {
            return [];
        }
        $rows = $this->database->rows(
            // The shop has no index for held orders; so it is a stretch of its table that is read.
            'SELECT o.kBestellung AS id FROM tbestellung o FORCE INDEX (PRIMARY)
                LEFT JOIN '
            . TransactionRepository::TABLE
            . ' t ON t.order_id = o.kBestellung
                WHERE o.kZahlungsart IN ('
            . implode(',', $this->method->ids)
            . ')
                    AND o.kBestellung > :above AND o.kBestellung <= :up_to AND o.dErstellt <= NOW() - INTERVAL :minutes MINUTE
                    AND o.cAbgeholt = :held AND o.cStatus IN (:open, :in_work, :cancelled) AND t.id IS NULL
                ORDER BY o.kBestellung LIMIT '
            . $limit,
            [
                'above' => $above,
                'up_to' => $upTo,
                'minutes' => $olderThanMinutes,
                'held' => OrderHold::HELD,
                'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
            ] + self::openStates(),
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    public function firstSince(int $minutes): int
    {
        $row = $this->database->row('SELECT COALESCE(
                (SELECT kBestellung FROM tbestellung WHERE dErstellt >= NOW() - INTERVAL :minutes MINUTE ORDER BY dErstellt, kBestellung LIMIT 1),
                (SELECT MAX(kBestellung) + 1 FROM tbestellung), 1) AS id', [
            'minutes' => $minutes,
        ]);

        return (int) ($row['id'] ?? 1);
    }

    /** @return array{open: string, in_work: string} */
    private static function openStates(): array
    {
        return ['open' => (string) \BESTELLUNG_STATUS_OFFEN, 'in_work' => (string) \BESTELLUNG_STATUS_IN_BEARBEITUNG];
    }

    /** @param array<string, string|null>|null $row */
    private function read(?array $row): ?OrderState
    {
        return $row === null
            ? null
            : new OrderState(
                (int) $row['kBestellung'],
                (int) $row['cStatus'],
                (string) $row['cAbgeholt'],
                $this->method->isOf((int) $row['kZahlungsart']),
                $row['dBezahltDatum'] !== null,
            );
    }
}
