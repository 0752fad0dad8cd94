<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\WatchedSets;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\SecretState;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;

/** The checks of the access data: of each set that must work, and of all together where there are several. */
final class AccessChecks
{
    private const PLACE = '#twint-access';

    public function __construct(
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly WatchedSets $watched,
        private readonly AccessChoice $choice,
        private readonly SecretStore $secrets,
        private readonly CertificateKeeper $certificates,
        private readonly ConnectionFacts $known,
    ) {
    }

    /** @return list<Check> */
    public function checks(\DateTimeImmutable $now): array
    {
        $checks = [];
        foreach ($this->watched->all() as $set) {
            foreach ($this->checksOf($set->in($this->settings->environment()), $now) as $check) {
                $checks[] = $this->sets->areSeveral() ? new CheckOfSet($check, $set->label()) : $check;
            }
        }
        $on = $this->sets->on();

        return $this->sets->areSeveral() || $on === [] ? [...$checks, $this->rules(count($on))] : $checks;
    }

    /** @return list<Check> */
    private function checksOf(AccessKey $access, \DateTimeImmutable $now): array
    {
        $certificate = $this->certificate($access);

        return [
            new SystemIdCheck($certificate, self::PLACE),
            new CertificateCheck(
                $this->secrets->state($access),
                $certificate,
                $this->secrets->candidate($access) !== null,
                $now,
                self::PLACE,
            ),
            new ConnectionCheck(
                $this->known->statusAge($access),
                $this->known->isGood($access),
                $this->known->trouble($access),
            ),
        ];
    }

    private function rules(int $on): AccessRulesCheck
    {
        $covered = [];
        foreach (Extension::isUsable() ? $this->choice->covered() : [] as $id => $first) {
            $covered[$this->sets->find($id)?->label() ?? ''] = $first->label();
        }
        // One that is off is meant for them nevertheless: that TWINT is not offered there is the merchant's will.
        $forAll = array_filter($this->sets->all(), static fn(AccessData $set): bool => $set->rule->isForAll());

        return new AccessRulesCheck($on, $forAll !== [], $covered, self::PLACE);
    }

    private function certificate(AccessKey $access): ?CertificateFacts
    {
        return $this->secrets->state($access) === SecretState::Readable ? $this->certificates->facts($access) : null;
    }
}
