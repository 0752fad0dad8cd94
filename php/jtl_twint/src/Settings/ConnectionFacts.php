<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\FactStore;

/** What is known of access data without asking TWINT: its last answer, and what the certificate in use says of itself. */
final class ConnectionFacts
{
    private const ASKING = 'asking_status';
    private const STATUS = 'status';
    private const CERTIFICATE = 'certificate';
    private const VALIDITY = 'validity';

    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    /** Since TWINT was asked last, in seconds; null: never with the certificate in use. */
    public function statusAge(AccessKey $access): ?int
    {
        return $this->facts->age(self::status($access));
    }

    /** Whether TWINT took payments then. */
    public function isGood(AccessKey $access): bool
    {
        return ($this->facts->get(self::status($access))['good'] ?? false) === true;
    }

    /** What went wrong then, or nothing. */
    public function trouble(AccessKey $access): ?ConnectionTrouble
    {
        return ConnectionTrouble::fromStored($this->facts->get(self::status($access))['trouble'] ?? null);
    }

    public function noteStatus(AccessKey $access, bool $isGood, ?ConnectionTrouble $trouble): void
    {
        $this->facts->put(self::status($access), ['good' => $isGood, 'trouble' => $trouble?->toStored()]);
    }

    public function certificate(AccessKey $access): ?CertificateFacts
    {
        $known = $this->facts->get(self::certificateOf($access));

        return $known === null ? null : CertificateFacts::fromArray($known);
    }

    public function noteCertificate(AccessKey $access, CertificateFacts $facts): void
    {
        $this->facts->put(self::certificateOf($access), $facts->toArray());
    }

    /** @return array<array-key, mixed>|null as TWINT said when it was asked: expiryDate, renewalAllowed */
    public function validity(AccessKey $access): ?array
    {
        return $this->facts->get(self::validityOf($access));
    }

    public function noteValidity(AccessKey $access, string $expiryDate, bool $renewalAllowed): void
    {
        $this->facts->put(self::validityOf($access), [
            'expiryDate' => $expiryDate,
            'renewalAllowed' => $renewalAllowed,
        ]);
    }

    /** What says for a while that somebody just asks TWINT. */
    public static function asking(AccessKey $access): string
    {
        return $access->name(self::ASKING);
    }

    /** It belonged to a certificate that is in use no more. */
    public function forget(AccessKey $access): void
    {
        foreach ([
            self::asking($access),
            self::status($access),
            self::certificateOf($access),
            self::validityOf($access),
        ] as $name) {
            $this->facts->forget($name);
        }
    }

    /** Of all access data: it is asked and read again. */
    public function forgetAll(): void
    {
        foreach ([self::ASKING, self::STATUS, self::CERTIFICATE, self::VALIDITY] as $what) {
            $this->facts->forgetAll($what . '.');
        }
    }

    private static function status(AccessKey $access): string
    {
        return $access->name(self::STATUS);
    }

    private static function certificateOf(AccessKey $access): string
    {
        return $access->name(self::CERTIFICATE);
    }

    private static function validityOf(AccessKey $access): string
    {
        return $access->name(self::VALIDITY);
    }
}
