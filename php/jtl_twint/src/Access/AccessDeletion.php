<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

use Plugin\jtl_twint\src\Payment\PaymentsOfSet;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\SecretStore;

/** Deletes a set of access data with its secrets, once nothing needs it any more. */
final class AccessDeletion
{
    /** Whoever read it before it was switched off has ended by then, and no payment begins with it unseen. */
    private const SECONDS_OFF = 3600;
    private const ENVIRONMENTS = ['production', 'testing'];

    public function __construct(
        private readonly Database $database,
        private readonly AccessRepository $sets,
        private readonly PaymentsOfSet $payments,
        private readonly SecretStore $secrets,
        private readonly ConnectionFacts $known,
    ) {
    }

    /** Why it has to stay, as a word of the catalogues ("twint.set.kept.<word>"); null: it can go. */
    public function whyKept(AccessData $set): ?string
    {
        return match (true) {
            !$this->sets->areSeveral() => 'last',
            $set->isOn => 'on',
            $this->payments->areUnsettled($set->id) => 'unsettled',
            $this->payments->areRefundable($set->id) => 'refundable',
            $set->secondsOff !== null && $set->secondsOff < self::SECONDS_OFF => 'justOff',
            default => null,
        };
    }

    /** @return bool false: somebody else has saved or deleted it since it was read */
    public function delete(AccessData $set): bool
    {
        return $this->database->transaction(function () use ($set): bool {
            if (!$this->sets->delete($set->id, $set->version)) {
                return false;
            }
            foreach (self::ENVIRONMENTS as $environment) {
                $access = $set->in($environment);
                $this->secrets->forget($access);
                $this->secrets->dropCandidate($access);
                $this->known->forget($access);
            }

            return true;
        });
    }
}
