<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Settings\SecretState;

/** The certificate can be read, works, and does not end soon. */
final class CertificateCheck implements Check
{
    public function __construct(
        private readonly SecretState $state,
        private readonly ?CertificateFacts $certificate,
        private readonly bool $candidateWaits,
        private readonly \DateTimeImmutable $now,
        private readonly string $link,
    ) {
    }

    public function name(): string
    {
        return 'certificate';
    }

    public function finding(): Finding
    {
        if ($this->candidateWaits) {
            return $this->todo('waits', 'decide');
        }
        if ($this->state !== SecretState::Readable) {
            return $this->todo($this->state === SecretState::Missing ? 'missing' : 'unreadable', 'upload');
        }
        $days = $this->certificate?->daysLeft($this->now);
        if ($this->certificate === null || $days === null) {
            return Finding::unknown(
                new Sentence('twint.check.certificate.unknown'),
                new Sentence('twint.check.certificate.upload'),
                $this->link,
            );
        }
        if ($days < 0) {
            return $this->todo('expired', 'upload');
        }
        $date = $this->certificate->lastDay();
        if (ExpiryWatch::stage($days) !== null) {
            return Finding::warning(
                $days < 2
                    ? new Sentence('twint.check.certificate.endsNow', $date)
                    : new Sentence('twint.check.certificate.ends', $days, $date),
                new Sentence('twint.check.certificate.renew'),
                $this->link,
            );
        }

        return Finding::ok(new Sentence('twint.check.certificate.ok', $date));
    }

    private function todo(string $says, string $step): Finding
    {
        return Finding::todo(
            new Sentence('twint.check.certificate.' . $says),
            new Sentence('twint.check.certificate.' . $step),
            $this->link,
        );
    }
}
