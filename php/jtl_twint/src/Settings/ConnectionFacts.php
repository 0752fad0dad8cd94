<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\AnswerCache;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;

/** What is known of access data without asking TWINT: its last answer, and what the certificate in use says of itself. */
final class ConnectionFacts
{
    public function __construct(
        private readonly AnswerCache $cache,
        private readonly Throttle $throttle,
    ) {
    }

    /** Since TWINT was asked last, in seconds; null: never with the certificate in use. */
    public function statusAge(AccessKey $access): ?int
    {
        return $this->cache->age(Fact::ConnectionStatus, $access->key());
    }

    /** Whether TWINT took payments then. */
    public function isGood(AccessKey $access): bool
    {
        return ($this->cache->get(Fact::ConnectionStatus, $access->key())['good'] ?? false) === true;
    }

    /** What went wrong then, or nothing. */
    public function trouble(AccessKey $access): ?ConnectionTrouble
    {
        return ConnectionTrouble::fromStored($this->cache->get(Fact::ConnectionStatus, $access->key())['trouble'] ?? null);
    }

    public function noteStatus(AccessKey $access, bool $isGood, ?ConnectionTrouble $trouble): void
    {
        $this->cache->keep(Fact::ConnectionStatus, ['good' => $isGood, 'trouble' => $trouble?->toStored()], $access->key());
    }

    public function certificate(AccessKey $access): ?CertificateFacts
    {
        $known = $this->cache->get(Fact::Certificate, $access->key());

        return $known === null ? null : CertificateFacts::fromArray($known);
    }

    public function noteCertificate(AccessKey $access, CertificateFacts $facts): void
    {
        $this->cache->keep(Fact::Certificate, $facts->toArray(), $access->key());
    }

    /** @return array<array-key, mixed>|null as TWINT said when it was asked: expiryDate, renewalAllowed */
    public function validity(AccessKey $access): ?array
    {
        return $this->cache->get(Fact::CertificateValidity, $access->key());
    }

    public function noteValidity(AccessKey $access, string $expiryDate, bool $renewalAllowed): void
    {
        $this->cache->keep(Fact::CertificateValidity, [
            'expiryDate' => $expiryDate,
            'renewalAllowed' => $renewalAllowed,
        ], $access->key());
    }

    /** It belonged to a certificate that is in use no more. */
    public function forget(AccessKey $access): void
    {
        foreach ([Fact::ConnectionStatus, Fact::Certificate, Fact::CertificateValidity] as $what) {
            $this->cache->forget($what, $access->key());
        }
        $this->throttle->allowAnew(Throttled::AskingStatus, $access->key());
    }
}
