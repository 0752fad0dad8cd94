<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** What identifies the merchant to TWINT in one environment. */
final class Credentials
{
    public function __construct(
        public readonly string $storeUuid,
        #[\SensitiveParameter]
        public readonly string $certificate,
        #[\SensitiveParameter]
        public readonly string $passphrase,
        /** Handed out by TWINT at a renewal, which it does once: there may be no other copy. */
        public readonly bool $issued = false,
    ) {
    }

    public function ofStore(string $storeUuid): self
    {
        return new self($storeUuid, $this->certificate, $this->passphrase, $this->issued);
    }

    /** @return array<string, string> */
    public function __debugInfo(): array
    {
        return ['storeUuid' => $this->storeUuid];
    }

    public function __serialize(): array
    {
        throw new \LogicException('Credentials are not to be serialised.');
    }
}
