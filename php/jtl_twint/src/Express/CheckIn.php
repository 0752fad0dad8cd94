<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Access\AccessKey;
use Twint\CheckInPhase;
use Twint\ShippingMethod;

/** One check-in, as its row stood when it was read. Basket and buyer stay in the row. */
final class CheckIn
{
    /** The buyer left. */
    public const LEFT = 'left';
    /** TWINT or the buyer ended it on the phone. */
    public const ENDED = 'ended';

    /** How long the buyer has: the core gives up then. */
    public const PATIENCE_SECONDS = 600;

    /** @param list<ShippingOption> $shipping as the buyer is shown it */
    private function __construct(
        public readonly int $id,
        #[\SensitiveParameter]
        public readonly string $token,
        private readonly string $phase,
        public readonly ?string $pairingUuid,
        #[\SensitiveParameter]
        public readonly ?string $pairingToken,
        public readonly ?string $qrCode,
        public readonly string $environment,
        /** Of the access data that it was begun with; its order is started with the same. */
        public readonly int $accessId,
        public readonly string $storeUuid,
        public readonly string $net,
        public readonly array $shipping,
        public readonly ?string $chosen,
        public readonly bool $onPhone,
        /** Of the article that is bought from its page; null: the visitor's basket is. */
        public readonly ?string $page,
        public readonly string $language,
        public readonly bool $endWished,
        /** Why it ended, or is about to. */
        public readonly ?string $reason,
        public readonly ?int $transactionId,
        public readonly int $ageSeconds,
        /** Until TWINT may be asked again, by the database's clock at the moment of reading; never negative. */
        public readonly int $millisecondsUntilDue,
    ) {
    }

    /** @param array<string, string|null> $row of CheckInRepository::SELECT */
    public static function fromRow(array $row): self
    {
        $shipping = [];
        /** @var list<array{string, string, string}> $stored */
        $stored = json_decode((string) $row['shipping'], true, flags: JSON_THROW_ON_ERROR);
        foreach ($stored as [$id, $label, $amount]) {
            $shipping[] = new ShippingOption($id, $label, $amount);
        }

        return new self(
            (int) $row['id'],
            (string) $row['token'],
            (string) $row['phase'],
            $row['pairing_uuid'],
            $row['pairing_token'],
            $row['qr_code'],
            (string) $row['environment'],
            // Not there between the plugin's upload and its update.
            (int) ($row['access_id'] ?? AccessKey::FIRST),
            (string) $row['store_uuid'],
            (string) $row['net'],
            $shipping,
            $row['chosen'],
            (bool) (int) $row['on_phone'],
            $row['page'],
            (string) $row['language'],
            (bool) (int) $row['end_wished'],
            $row['reason'],
            $row['transaction_id'] === null ? null : (int) $row['transaction_id'],
            max(0, (int) $row['age_seconds']),
            (int) $row['milliseconds_until_due'],
        );
    }

    public function access(): AccessKey
    {
        return new AccessKey($this->accessId, $this->environment);
    }

    /** Only where Extension::isUsable(). */
    public function phase(): CheckInPhase
    {
        return CheckInPhase::from($this->phase);
    }

    /**
     * For the core and TWINT. Only where Extension::isUsable().
     *
     * @return list<ShippingMethod>
     */
    public function shippingMethods(): array
    {
        return array_map(
            static fn(ShippingOption $option): ShippingMethod => new ShippingMethod(
                $option->id,
                $option->label,
                $option->amount,
            ),
            $this->shipping,
        );
    }

    public function isDue(): bool
    {
        return $this->millisecondsUntilDue === 0;
    }
}
