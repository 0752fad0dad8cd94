<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\Trouble;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Twint\CertificateException;
use Twint\Environment;
use Twint\OutcomeUnknownException;
use Twint\TwintException;
use Twint\UnavailableException;

/**
 * Brings certificates into use: looked into without a call, tried at TWINT, and only then put in the place of the old one,
 * which stays until that moment. Only where Extension::isUsable(), but for facts().
 */
final class CertificateKeeper
{
    /** Longer than all the calls of a renewal take. */
    private const RENEWAL_SECONDS = 120;

    public function __construct(
        private readonly SecretStore $secrets,
        private readonly MerchantFactory $merchants,
        private readonly ConnectionFacts $known,
        private readonly Throttle $throttle,
        private readonly AccessRepository $sets,
    ) {
    }

    /**
     * One that was handed in before and still waits for TWINT's answer gives way; one that TWINT handed out does not. Without a
     * System ID it is offered with the one that the certificate names.
     */
    public function offer(AccessKey $access, Credentials $credentials): KeeperResult
    {
        try {
            $info = \Twint\inspect_certificate($credentials->certificate, $credentials->passphrase);
        } catch (TwintException $exception) {
            return KeeperResult::refused('unreadable', $exception->getMessage());
        }
        if (!$info->usable) {
            return KeeperResult::refused($info->problems[0] ?? 'unreadable');
        }
        if ($credentials->storeUuid === '') {
            if ($info->storeUuid === null) {
                return KeeperResult::refused('systemIdMissing');
            }
            $credentials = $credentials->ofStore($info->storeUuid);
        }
        $answer = $this->try($access, $credentials);
        $issuedWaits = $this->secrets->candidate($access)->issued ?? false;
        if (!$answer instanceof KeeperResult) {
            $this->secrets->save($access, $credentials);
            $this->inUse($access, $credentials, $answer);
            if (!$issuedWaits) {
                $this->secrets->dropCandidate($access);
            }

            return self::saved(CertificateFacts::of($credentials, $info));
        }
        if ($answer->word === 'unreachable') {
            if ($issuedWaits) {
                return KeeperResult::refused('issuedWaits');
            }
            $this->secrets->keepCandidate($access, $credentials);
        }
        if ($answer->word === 'otherSystemId' && $info->storeUuid !== null && !$issuedWaits) {
            // It waits with the System ID that it names, so that one click takes both.
            $this->secrets->keepCandidate($access, $credentials->ofStore($info->storeUuid));
        }

        return $answer;
    }

    public function tryCandidate(AccessKey $access): KeeperResult
    {
        $candidate = $this->secrets->candidate($access);
        if ($candidate === null) {
            return KeeperResult::refused('nothingWaits');
        }
        $answer = $this->try($access, $candidate);
        if ($answer instanceof KeeperResult) {
            return $answer;
        }
        $promoted = $this->promote($access, $answer, 'saved');

        return $promoted->saved ? self::saved($this->facts($access)) : $promoted;
    }

    /** The merchant decides without TWINT's word. */
    public function takeCandidateUntried(AccessKey $access): KeeperResult
    {
        return $this->promote($access, null, 'savedUntried');
    }

    public function dropCandidate(AccessKey $access): KeeperResult
    {
        $this->secrets->dropCandidate($access);

        return KeeperResult::saved('dropped');
    }

    /**
     * TWINT hands the next certificate out once: it is written down before anything else is done with it. Since the old one may
     * end with that, the other access data that hold it get the next one as well, each with its own System ID.
     *
     * @param string $fingerprint of the certificate that is to be followed, so that a second click does not renew again
     */
    public function renew(AccessKey $access, string $fingerprint): KeeperResult
    {
        $credentials = $this->secrets->credentials($access);
        if ($credentials === null) {
            return KeeperResult::refused('nothingToRenew');
        }
        $others = $this->othersWith($access, $fingerprint);
        // Whoever clicks and leaves gets it all the same.
        ignore_user_abort(true);
        $claimed = [];
        try {
            foreach ([$access, ...$others] as $holder) {
                if (!$this->throttle->allows(Throttled::Renewal, self::RENEWAL_SECONDS, $holder->key())) {
                    return KeeperResult::refused('renewalUnderWay');
                }
                $claimed[] = $holder;
            }

            return $this->renewClaimed($access, $credentials, $fingerprint, $others);
        } finally {
            foreach ($claimed as $holder) {
                $this->throttle->allowAnew(Throttled::Renewal, $holder->key());
            }
        }
    }

    /** Asks TWINT how long the certificate in use is valid; null where it cannot be asked. */
    public function askValidity(AccessKey $access): ?bool
    {
        try {
            $credentials = $this->secrets->credentials($access);
            if ($credentials === null) {
                return null;
            }
            $validity = \Twint\certificate_validity($this->merchants->with($credentials, $access));
        } catch (TwintException) {
            return null;
        }
        $this->known->noteValidity($access, $validity->expiryDate, $validity->renewalAllowed);

        return $validity->renewalAllowed;
    }

    /** What the certificate in use says of itself; read from it once. Without the extension, what was read before. */
    public function facts(AccessKey $access): ?CertificateFacts
    {
        $known = $this->known->certificate($access);
        if ($known !== null) {
            return $known;
        }
        $credentials = Extension::isUsable() ? $this->secrets->credentials($access) : null;
        if ($credentials === null) {
            return null;
        }
        $facts = $this->look($credentials);
        if ($facts !== null) {
            $this->known->noteCertificate($access, $facts);
        }

        return $facts;
    }

    public function candidateFacts(AccessKey $access): ?CertificateFacts
    {
        $candidate = $this->secrets->candidate($access);

        return $candidate === null ? null : $this->look($candidate);
    }

    /** @return list<AccessKey> all others that hold this certificate */
    private function othersWith(AccessKey $access, string $fingerprint): array
    {
        $others = [];
        foreach ($this->sets->all() as $set) {
            foreach (Environment::cases() as $environment) {
                $other = $set->in($environment->value);
                if ($other->place() !== $access->place() && $this->facts($other)?->fingerprint === $fingerprint) {
                    $others[] = $other;
                }
            }
        }

        return $others;
    }

    /** @param list<AccessKey> $others that hold it */
    private function renewClaimed(
        AccessKey $access,
        Credentials $credentials,
        string $fingerprint,
        array $others,
    ): KeeperResult {
        if ($this->secrets->candidate($access) !== null) {
            return KeeperResult::refused('candidateWaits');
        }
        if (($this->facts($access)->fingerprint ?? '') !== $fingerprint) {
            return KeeperResult::refused('renewedAlready');
        }
        $allowed = $this->askValidity($access);
        if ($allowed !== true) {
            return KeeperResult::refused($allowed === null ? 'renewalUnreachable' : 'renewalTooEarly');
        }
        $passphrase = bin2hex(random_bytes(16));
        try {
            $renewed = \Twint\renew_certificate($this->merchants->with($credentials, $access), $passphrase);
        } catch (TwintException $exception) {
            $word = Trouble::mayHaveHappened($exception) ? 'renewalUnknown' : 'renewalRefused';

            return KeeperResult::refused($word, $exception->getMessage());
        }
        $issued = new Credentials($credentials->storeUuid, $renewed->certificate, $passphrase, true);
        $this->secrets->keepCandidate($access, $issued);
        $given = array_filter($others, fn(AccessKey $other): bool => $this->keepIssued($other, $issued));
        $tried = $this->tryCandidate($access);
        if (!$tried->saved) {
            return KeeperResult::refused('renewedAside', $tried->detail);
        }
        $aside = array_filter(
            $others,
            fn(AccessKey $other): bool => !in_array($other, $given, true) || !$this->tryCandidate($other)->saved,
        );

        return match (true) {
            $others === [] => KeeperResult::saved('renewed'),
            $aside === [] => KeeperResult::saved('renewedTogether', $this->names($others, $access)),
            default => KeeperResult::saved('renewedOthersAside', $this->names($aside, $access)),
        };
    }

    /** @param array<AccessKey> $others as the merchant calls them; with the environment where it is not that of the first */
    private function names(array $others, AccessKey $first): string
    {
        return implode(', ', array_map(
            fn(AccessKey $other): string => (
                (string) $this->sets->find($other->set)?->label()
                . ($other->environment === $first->environment ? '' : " – $other->environment")
            ),
            $others,
        ));
    }

    /** @return bool false: one that TWINT handed out before waits there, of which there may be no other copy */
    private function keepIssued(AccessKey $access, Credentials $issued): bool
    {
        $storeUuid = $this->secrets->credentials($access)?->storeUuid;
        if ($storeUuid === null || ($this->secrets->candidate($access)->issued ?? false)) {
            return false;
        }
        $this->secrets->keepCandidate($access, $issued->ofStore($storeUuid));

        return true;
    }

    private function promote(AccessKey $access, ?bool $good, string $word): KeeperResult
    {
        $credentials = $this->secrets->promote($access);
        if ($credentials === null) {
            return KeeperResult::refused('nothingWaits');
        }
        $this->inUse($access, $credentials, $good);

        return KeeperResult::saved($word);
    }

    /** Whether TWINT takes payments right now: either answer was given to this certificate. */
    private function try(AccessKey $access, Credentials $credentials): bool|KeeperResult
    {
        try {
            return \Twint\system_status($this->merchants->with($credentials, $access));
        } catch (UnavailableException|OutcomeUnknownException $exception) {
            return KeeperResult::refused('unreachable', $exception->getMessage());
        } catch (CertificateException $exception) {
            return KeeperResult::refused($exception->problem ?? 'unreadable');
        } catch (TwintException $exception) {
            $names = $this->look($credentials)?->namesAnotherStore() ?? false;

            return KeeperResult::refused($names ? 'otherSystemId' : 'notAccepted', $exception->getMessage());
        }
    }

    /** A certificate that names another store is good for this one if TWINT says so. */
    private static function saved(?CertificateFacts $facts): KeeperResult
    {
        return $facts?->namesAnotherStore() ?? false
            ? KeeperResult::saved('savedOtherSystemId', (string) $facts?->certificateStoreUuid)
            : KeeperResult::saved();
    }

    private function inUse(AccessKey $access, Credentials $credentials, ?bool $good): void
    {
        $this->known->forget($access);
        if ($good !== null) {
            $this->known->noteStatus($access, $good, null);
        }
        $facts = $this->look($credentials);
        if ($facts !== null) {
            $this->known->noteCertificate($access, $facts);
        }
    }

    private function look(Credentials $credentials): ?CertificateFacts
    {
        try {
            return CertificateFacts::of($credentials, \Twint\inspect_certificate(
                $credentials->certificate,
                $credentials->passphrase,
            ));
        } catch (TwintException) {
            return null;
        }
    }
}
