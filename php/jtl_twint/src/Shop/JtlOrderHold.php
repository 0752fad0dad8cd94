<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;

final class JtlOrderHold implements OrderHold
{
    public function __construct(
        private readonly Database $database,
    ) {
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
        return $this->database->execute("UPDATE tbestellung SET cAbgeholt = IF(cStatus = :cancelled, :held, :held_again)
                WHERE kBestellung = :id AND cAbgeholt = 'N'", [
            'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
            'held' => self::HELD,
            'held_again' => self::HELD_AGAIN,
            'id' => $orderId,
        ]) === 1;
    }

    public function retire(int $orderId): bool
    {
        return $this->database->execute("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE kBestellung = :id AND cAbgeholt = :held AND cStatus = :cancelled", [
            'id' => $orderId,
            'held' => self::HELD,
            'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
        ]) === 1;
    }
}
