<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Twint\MovementKind;

/** Money that moved at TWINT, or a reservation that was let go. Only where Extension::isUsable(). */
final class Movement
{
    /** @param numeric-string $amount never negative */
    public function __construct(
        public readonly MovementKind $kind,
        /** By the database, in UTC. */
        public readonly string $at,
        public readonly string $orderNumber,
        /** Of the order; empty where the shop knows none. */
        public readonly string $invoiceNumber,
        public readonly string $reference,
        public readonly string $twintUuid,
        public readonly string $amount,
        public readonly string $note,
        /** @var numeric-string|null what TWINT keeps of the payment, with its last capture; null where TWINT says none */
        public readonly ?string $fee,
        /** Of the access data that the payment was begun with. */
        public readonly int $accessId,
        /** TWINT's name for the point of sale that the money is for. */
        public readonly string $storeUuid,
    ) {
    }

    /**
     * What it adds to the merchant's money: negative for a refund, nothing for a release.
     *
     * @return numeric-string
     */
    public function change(): string
    {
        /** @var numeric-string */
        return match ($this->kind) {
            MovementKind::Capture => $this->amount,
            MovementKind::Refund => '-' . $this->amount,
            MovementKind::Release => '0.00',
        };
    }

    /**
     * What of that is left when TWINT has taken its fee.
     *
     * @return numeric-string
     */
    public function net(): string
    {
        $fee = $this->fee;

        /** @var numeric-string */
        return $fee === null ? $this->change() : \Twint\add_amounts($this->change(), '-' . $fee);
    }
}
