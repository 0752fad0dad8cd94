<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Catalog\Currency;
use JTL\Checkout\Bestellung;
use JTL\Checkout\Kupon;
use JTL\DB\DbInterface;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;

final class JtlOrderGateway implements OrderGateway
{
    private const STATE = 'SELECT kBestellung, cStatus, cAbgeholt, kZahlungsart, kKunde FROM tbestellung WHERE kBestellung = :id';

    public function __construct(
        private readonly Database $database,
        private readonly DbInterface $shop,
        private readonly OurMethod $method,
        private readonly OrderRates $rates,
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
        return self::read($this->database->row(self::STATE, ['id' => $orderId]));
    }

    public function lock(int $orderId): ?OrderState
    {
        return self::read($this->database->row(self::STATE . ' FOR UPDATE', ['id' => $orderId]));
    }

    public function amount(Bestellung $order): string
    {
        return self::charged(
            (float) $order->fGesamtsumme,
            (float) ($this->rates->of((int) $order->kBestellung) ?? $order->fWaehrungsFaktor),
        );
    }

    public function total(int $orderId): ?string
    {
        $row = $this->database->row('SELECT fGesamtsumme FROM tbestellung WHERE kBestellung = :id', ['id' => $orderId]);

        return $row === null
            ? null
            : self::charged(max(0.0, (float) $row['fGesamtsumme']), (float) $this->rates->of($orderId));
    }

    public function currency(Bestellung $order): string
    {
        return (new Currency((int) $order->kWaehrung))->getCode() ?? '';
    }

    public function setStatus(int $orderId, int $status): bool
    {
        return (
            $this->database->execute('UPDATE tbestellung SET cStatus = :status WHERE kBestellung = :id AND cStatus IN (:open, :in_work)', [
                'status' => (string) $status,
                'id' => $orderId,
            ] + self::openStates()) === 1
        );
    }

    public function notePaidDate(int $orderId): void
    {
        $this->database->execute('UPDATE tbestellung SET dBezahltDatum = CURDATE() WHERE kBestellung = :id AND dBezahltDatum IS NULL', [
            'id' => $orderId,
        ]);
    }

    public function release(int $orderId): bool
    {
        return $this->database->execute("UPDATE tbestellung SET cAbgeholt = 'N' WHERE kBestellung = :id AND cAbgeholt IN (:held, :held_again)", [
            'id' => $orderId,
            'held' => self::HELD,
            'held_again' => self::HELD_AGAIN,
        ]) === 1;
    }

    public function hold(int $orderId): bool
    {
        return $this->database->execute("UPDATE tbestellung SET cAbgeholt = :held_again WHERE kBestellung = :id AND cAbgeholt = 'N'", [
            'held_again' => self::HELD_AGAIN,
            'id' => $orderId,
        ]) === 1;
    }

    public function cancel(int $orderId): void
    {
        $this->database->execute('UPDATE tbestellung SET cStatus = :status WHERE kBestellung = :id AND cStatus IN (:open, :in_work)', [
            'status' => (string) \BESTELLUNG_STATUS_STORNO,
            'id' => $orderId,
        ] + self::openStates());
    }

    public function retire(int $orderId): bool
    {
        return $this->database->execute("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE kBestellung = :id AND cAbgeholt = :held AND cStatus = :cancelled", [
            'id' => $orderId,
            'held' => self::HELD,
            'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
        ]) === 1;
    }

    public function giveBackCredit(int $orderId): void
    {
        // The shop writes the credit that was used as a negative amount.
        $this->database->execute('UPDATE tkunde JOIN tbestellung ON tbestellung.kKunde = tkunde.kKunde
                SET tkunde.fGuthaben = tkunde.fGuthaben - tbestellung.fGuthaben
                WHERE tbestellung.kBestellung = :id AND tbestellung.fGuthaben < 0', [
            'id' => $orderId,
        ]);
        foreach ($this->vouchers($orderId) as $voucher) {
            $this->giveBackVoucher((int) $voucher['id'], (string) $voucher['type'], (string) $voucher['mail']);
        }
    }

    public function withoutAttempt(int $olderThanMinutes, int $above, int $limit): array
    {
        if ($this->method->ids === []) {
            return [];
        }
        $rows = $this->database->rows(
            'SELECT o.kBestellung AS id FROM tbestellung o
                LEFT JOIN '
            . TransactionRepository::TABLE
            . ' t ON t.order_id = o.kBestellung
                WHERE o.kZahlungsart IN ('
            . implode(',', $this->method->ids)
            . ')
                    AND o.kBestellung > :above AND o.dErstellt <= NOW() - INTERVAL :minutes MINUTE
                    AND o.cAbgeholt = :held AND o.cStatus IN (:open, :in_work, :cancelled) AND t.id IS NULL
                ORDER BY o.kBestellung LIMIT '
            . $limit,
            [
                'above' => $above,
                'minutes' => $olderThanMinutes,
                'held' => self::HELD,
                'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
            ] + self::openStates(),
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** @return list<array<string, string|null>> the vouchers of an order, and the address that the shop counts them by */
    private function vouchers(int $orderId): array
    {
        return $this->database->rows('SELECT v.kKupon AS id, v.cKuponTyp AS type, k.cMail AS mail
                FROM tkuponbestellung v
                JOIN tbestellung o ON o.kBestellung = v.kBestellung
                LEFT JOIN tkunde k ON k.kKunde = o.kKunde
                WHERE v.kBestellung = :id', ['id' => $orderId]);
    }

    /** Takes back what the shop noted of one use: in all, of this buyer, and that the buyer is no new customer any more. */
    private function giveBackVoucher(int $voucherId, string $type, string $mail): void
    {
        $this->database->execute(
            'UPDATE tkupon
                SET nVerwendungenBisher = GREATEST(CAST(nVerwendungenBisher AS SIGNED) - 1, 0) WHERE kKupon = :id',
            [
                'id' => $voucherId,
            ],
        );
        $buyer = Kupon::hash($mail);
        if ($buyer === '') {
            return;
        }
        $this->database->execute(
            'UPDATE tkuponkunde
                SET nVerwendungen = GREATEST(CAST(nVerwendungen AS SIGNED) - 1, 0) WHERE kKupon = :id AND cMail = :buyer',
            [
                'id' => $voucherId,
                'buyer' => $buyer,
            ],
        );
        // The shop writes one row for each use.
        $this->database->execute(
            'DELETE FROM tkuponflag
                WHERE cEmailHash = :buyer AND cKuponTyp = :type ORDER BY kKuponFlag DESC LIMIT 1',
            [
                'buyer' => $buyer,
                'type' => $type,
            ],
        );
    }

    /**
     * The total is in the shop's currency and not rounded. The one place where money is a float: the shop's own.
     *
     * @return numeric-string
     */
    private static function charged(float $total, float $factor): string
    {
        /** @var numeric-string */
        return number_format(round($total * $factor, 2), 2, '.', '');
    }

    /** @return array{open: string, in_work: string} */
    private static function openStates(): array
    {
        return ['open' => (string) \BESTELLUNG_STATUS_OFFEN, 'in_work' => (string) \BESTELLUNG_STATUS_IN_BEARBEITUNG];
    }

    /** @param array<string, string|null>|null $row */
    private static function read(?array $row): ?OrderState
    {
        return $row === null
            ? null
            : new OrderState(
                (int) $row['kBestellung'],
                (int) $row['cStatus'],
                (string) $row['cAbgeholt'],
                (int) $row['kZahlungsart'],
                (int) $row['kKunde'],
            );
    }
}
