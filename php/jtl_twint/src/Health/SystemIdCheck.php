<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Settings\CertificateFacts;

/** The System ID is known and the one the certificate was issued for, or else TWINT decides. */
final class SystemIdCheck implements Check
{
    public function __construct(
        private readonly ?CertificateFacts $certificate,
        private readonly string $link,
    ) {
    }

    public function name(): string
    {
        return 'systemId';
    }

    public function finding(): Finding
    {
        if ($this->certificate === null || $this->certificate->storeUuid === '') {
            return Finding::todo(
                new Sentence('twint.check.systemId.missing'),
                new Sentence('twint.check.systemId.step'),
                $this->link,
            );
        }
        if ($this->certificate->namesAnotherStore()) {
            return Finding::warning(
                new Sentence(
                    'twint.check.systemId.differs',
                    $this->certificate->storeUuid,
                    (string) $this->certificate->certificateStoreUuid,
                ),
                new Sentence('twint.check.systemId.compare'),
                $this->link,
            );
        }

        return Finding::ok(new Sentence('twint.check.systemId.ok', $this->certificate->storeUuid));
    }
}
