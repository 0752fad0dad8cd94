<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Kupon;
use Plugin\jtl_twint\src\Persistence\Database;

final class JtlBuyersCredit implements BuyersCredit
{
    public function __construct(
        private readonly Database $database,
    ) {
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
}
