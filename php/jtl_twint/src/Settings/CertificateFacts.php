<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Twint\CertificateInfo;

/** What a certificate says of itself, as far as it may be shown. */
final class CertificateFacts
{
    /** @param list<string> $problems the words of Twint\CertificateInfo */
    private function __construct(
        public readonly string $storeUuid,
        public readonly string $subject,
        public readonly string $issuer,
        public readonly string $fingerprint,
        public readonly ?string $certificateStoreUuid,
        public readonly ?string $validFrom,
        public readonly ?string $validTo,
        public readonly array $problems,
    ) {
    }

    public static function of(Credentials $credentials, CertificateInfo $info): self
    {
        return new self(
            $credentials->storeUuid,
            $info->subject,
            $info->issuer,
            $info->fingerprint,
            $info->storeUuid,
            $info->validFrom,
            $info->validTo,
            $info->problems,
        );
    }

    /** @param array<array-key, mixed> $stored */
    public static function fromArray(array $stored): self
    {
        $text = static fn(string $name): ?string => is_string($stored[$name] ?? null) ? $stored[$name] : null;
        $problems = is_array($stored['problems'] ?? null) ? array_filter($stored['problems'], is_string(...)) : [];

        return new self(
            $text('storeUuid') ?? '',
            $text('subject') ?? '',
            $text('issuer') ?? '',
            $text('fingerprint') ?? '',
            $text('certificateStoreUuid'),
            $text('validFrom'),
            $text('validTo'),
            array_values($problems),
        );
    }

    /** @return array<array-key, mixed> by the names of the properties */
    public function toArray(): array
    {
        return get_object_vars($this);
    }

    public function firstDay(): string
    {
        return self::day($this->validFrom);
    }

    public function lastDay(): string
    {
        return self::day($this->validTo);
    }

    /**
     * Whether it was issued for another System ID than the stored one. That alone is no error: one certificate serves all
     * points of sale of a merchant, and which those are only TWINT knows.
     */
    public function namesAnotherStore(): bool
    {
        return $this->certificateStoreUuid !== null && strcasecmp($this->certificateStoreUuid, $this->storeUuid) !== 0;
    }

    /** Whole days until it ends; negative afterwards. */
    public function daysLeft(\DateTimeImmutable $now): ?int
    {
        $end = $this->validTo === null ? false : strtotime($this->validTo);

        return $end === false ? null : (int) floor(($end - $now->getTimestamp()) / 86_400);
    }

    private static function day(?string $moment): string
    {
        $time = $moment === null ? false : strtotime($moment);

        return $time === false ? '?' : gmdate('d.m.Y', $time);
    }
}
