<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\FactStore;

/** What is known of an environment without asking TWINT: its last answer, and what the certificate in use says of itself. */
final class ConnectionFacts
{
    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    /** Since TWINT was asked last, in seconds; null: never with the certificate in use. */
    public function statusAge(string $environment): ?int
    {
        return $this->facts->age(self::status($environment));
    }

    /** Whether TWINT took payments then. */
    public function isGood(string $environment): bool
    {
        return ($this->facts->get(self::status($environment))['good'] ?? false) === true;
    }

    /** What went wrong then, or nothing. */
    public function trouble(string $environment): ?ConnectionTrouble
    {
        return ConnectionTrouble::fromStored($this->facts->get(self::status($environment))['trouble'] ?? null);
    }

    public function noteStatus(string $environment, bool $isGood, ?ConnectionTrouble $trouble): void
    {
        $this->facts->put(self::status($environment), ['good' => $isGood, 'trouble' => $trouble?->toStored()]);
    }

    public function certificate(string $environment): ?CertificateFacts
    {
        $known = $this->facts->get(self::certificateOf($environment));

        return $known === null ? null : CertificateFacts::fromArray($known);
    }

    public function noteCertificate(string $environment, CertificateFacts $facts): void
    {
        $this->facts->put(self::certificateOf($environment), $facts->toArray());
    }

    /** @return array<array-key, mixed>|null as TWINT said when it was asked: expiryDate, renewalAllowed */
    public function validity(string $environment): ?array
    {
        return $this->facts->get(self::validityOf($environment));
    }

    public function noteValidity(string $environment, string $expiryDate, bool $renewalAllowed): void
    {
        $this->facts->put(self::validityOf($environment), [
            'expiryDate' => $expiryDate,
            'renewalAllowed' => $renewalAllowed,
        ]);
    }

    /** It belonged to a certificate that is in use no more. */
    public function forget(string $environment): void
    {
        foreach ([
            self::status($environment),
            self::certificateOf($environment),
            self::validityOf($environment),
        ] as $name) {
            $this->facts->forget($name);
        }
    }

    private static function status(string $environment): string
    {
        return 'status.' . $environment;
    }

    private static function certificateOf(string $environment): string
    {
        return 'certificate.' . $environment;
    }

    private static function validityOf(string $environment): string
    {
        return 'validity.' . $environment;
    }
}
