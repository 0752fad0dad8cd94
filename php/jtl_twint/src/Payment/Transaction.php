<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\Decimal;

/** One attempt to pay one order, as its row stood when it was read. */
final class Transaction
{
    public const IMMEDIATE = 'immediate';
    public const DEFERRED = 'deferred';
    /** Of a row: what nobody scans any more. */
    public const WITHOUT_CODE = ['pairing_token' => null, 'qr_code' => null, 'payment_page' => null];

    /**
     * @param numeric-string $amount
     * @param numeric-string $captured
     * @param numeric-string $refunded
     * @param numeric-string $paymentRecorded
     * @param numeric-string|null $fee what TWINT keeps of the whole payment; null where TWINT says none
     * @param list<string> $duties words of Twint\Duty still to be done
     */
    private function __construct(
        public readonly int $id,
        public readonly int $orderId,
        public readonly string $orderNumber,
        public readonly int $attempt,
        public readonly string $reference,
        #[\SensitiveParameter]
        public readonly string $token,
        public readonly ?string $twintUuid,
        public readonly string $phase,
        public readonly ?string $reason,
        public readonly string $captureMode,
        public readonly string $environment,
        /** Of the access data that it was begun with, and goes on with whatever applies by now; AccessKey::NONE: none applied. */
        public readonly int $accessId,
        public readonly string $storeUuid,
        public readonly string $amount,
        public readonly string $captured,
        public readonly string $refunded,
        public readonly bool $closed,
        public readonly ?string $fee,
        #[\SensitiveParameter]
        public readonly ?string $pairingToken,
        public readonly ?string $qrCode,
        /** TWINT's own page, where the buyer pays there. */
        #[\SensitiveParameter]
        public readonly ?string $paymentPage,
        /** Whether TWINT last said that a phone has taken it; means something only while the buyer is awaited. */
        public readonly bool $onPhone,
        public readonly bool $hasNews,
        public readonly string $language,
        public readonly int $customerId,
        /** The pairing UUID of the check-in whose buyer pays; null: not by TWINT Express. */
        public readonly ?string $checkIn,
        public readonly string $createdAt,
        public readonly string $updatedAt,
        public readonly string $expiresAt,
        public readonly ?string $authorisedAt,
        public readonly ?string $guaranteeUntil,
        public readonly int $polls,
        public readonly array $duties,
        public readonly bool $stockRestored,
        public readonly string $paymentRecorded,
        /** Until it expires, by the database's clock at the moment of reading; never negative. */
        public readonly int $secondsLeft,
        public readonly bool $expired,
        /** Until TWINT may be asked again, by the database's clock at the moment of reading; never negative. */
        public readonly int $millisecondsUntilDue,
        /** Whether somebody held its claim at the moment of reading. */
        public readonly bool $claimed,
    ) {
    }

    /**
     * @param array<string, string|null> $row of TransactionRepository::SELECT
     */
    public static function fromRow(array $row): self
    {
        $left = (int) ($row['seconds_left'] ?? 0);

        return new self(
            (int) $row['id'],
            (int) $row['order_id'],
            (string) $row['order_number'],
            (int) $row['attempt'],
            (string) $row['reference'],
            (string) $row['token'],
            $row['twint_uuid'],
            (string) $row['phase'],
            $row['reason'],
            (string) $row['capture_mode'],
            (string) $row['environment'],
            // Not there between the plugin's upload and its update; all payments until then are the first set's.
            (int) ($row['access_id'] ?? AccessKey::FIRST),
            (string) $row['store_uuid'],
            Decimal::of($row['amount']),
            Decimal::of($row['captured']),
            Decimal::of($row['refunded']),
            (bool) (int) $row['closed'],
            is_numeric($row['twint_fee']) ? $row['twint_fee'] : null,
            $row['pairing_token'],
            $row['qr_code'],
            $row['payment_page'],
            (bool) (int) $row['on_phone'],
            // Not there between the plugin's upload and its update: the status file leaves such a payment to the shop's route.
            (bool) (int) ($row['has_news'] ?? 1),
            (string) $row['language'],
            (int) $row['customer_id'],
            $row['check_in'],
            (string) $row['created_at'],
            (string) $row['updated_at'],
            (string) $row['expires_at'],
            $row['authorised_at'],
            $row['guarantee_until'],
            (int) $row['polls'],
            self::list((string) $row['duties']),
            (bool) (int) $row['stock_restored'],
            Decimal::of($row['payment_recorded']),
            max(0, $left),
            (bool) (int) ($row['expired'] ?? 0),
            (int) ($row['milliseconds_until_due'] ?? 0),
            (bool) (int) ($row['claimed'] ?? 0),
        );
    }

    public function access(): AccessKey
    {
        return new AccessKey($this->accessId, $this->environment);
    }

    /** Whether the buyer has what it takes to pay it: the code, or a check-in, whose buyer needs none. */
    public function canBePaid(): bool
    {
        return $this->pairingToken !== null || $this->checkIn !== null;
    }

    /** Whether TWINT may be asked again by now. */
    public function isDue(): bool
    {
        return $this->millisecondsUntilDue === 0;
    }

    public function isOpen(): bool
    {
        return in_array($this->phase, Phases::OPEN, true);
    }

    /** Whether money was taken, even if it was paid back later. */
    public function isPaid(): bool
    {
        return in_array($this->phase, Phases::PAID, true);
    }

    /** Whether the attempt ended without money. */
    public function isOver(): bool
    {
        return in_array($this->phase, Phases::OVER, true);
    }

    /** Whether it pays the order, paid it, or may still do so. Only where Extension::isUsable(). */
    public function paysOrder(): bool
    {
        return \Twint\pays_order($this->phase());
    }

    /**
     * Whether another attempt pays the order, or may do so yet. Only where Extension::isUsable().
     *
     * @param list<self> $attempts all of the order
     */
    public function isReplacedAmong(array $attempts): bool
    {
        return \Twint\is_replaced($this->phasesOfOthers($attempts));
    }

    /**
     * Only where Extension::isUsable().
     *
     * @param list<self> $attempts all of the order
     * @return list<\Twint\Phase>
     */
    public function phasesOfOthers(array $attempts): array
    {
        $others = array_filter($attempts, fn(self $attempt): bool => $attempt->id !== $this->id);

        return array_values(array_map(static fn(self $other): \Twint\Phase => $other->phase(), $others));
    }

    /** Only where Extension::isUsable(). */
    public function phase(): \Twint\Phase
    {
        return \Twint\Phase::from($this->phase);
    }

    /** Only where Extension::isUsable(). */
    public function capture(): \Twint\Capture
    {
        return \Twint\Capture::from($this->captureMode);
    }

    /** The payment as the extension decides about it. Only where Extension::isUsable(). */
    public function payment(): \Twint\Payment
    {
        return new \Twint\Payment(
            $this->phase(),
            $this->capture(),
            $this->reference,
            $this->amount,
            $this->captured,
            $this->refunded,
            $this->closed,
        );
    }

    /** What became of the amount. Only where Extension::isUsable(). */
    public function balance(): \Twint\Balance
    {
        return \Twint\balance($this->payment(), $this->authorisedAt !== null);
    }

    /** @return list<string> */
    private static function list(string $commas): array
    {
        return $commas === '' ? [] : explode(',', $commas);
    }
}
