<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

/** Money that moved at TWINT, or a reservation that was let go. */
final class Movement
{
    public const CAPTURE = 'capture';
    public const REFUND = 'refund';
    public const RELEASE = 'release';

    /** @param numeric-string $amount never negative */
    public function __construct(
        public readonly string $kind,
        /** By the database, in UTC. */
        public readonly string $at,
        public readonly string $orderNumber,
        public readonly string $reference,
        public readonly string $twintUuid,
        public readonly string $amount,
        public readonly string $note,
        public readonly bool $isTest,
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
            self::CAPTURE => $this->amount,
            self::REFUND => '-' . $this->amount,
            default => '0.00',
        };
    }
}
