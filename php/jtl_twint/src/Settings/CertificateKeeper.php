<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\Throttle;
use Twint\CertificateException;
use Twint\OutcomeUnknownException;
use Twint\TwintException;
use Twint\UnavailableException;

/**
 * Brings certificates into use: looked into without a call, tried at TWINT, and only then put in the place of the old one,
 * which stays until that moment. Only where Extension::isUsable().
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
    ) {
    }

    /**
     * One that was handed in before and still waits for TWINT's answer gives way; one that TWINT handed out does not. Without a
     * System ID it is offered with the one that the certificate names.
     */
    public function offer(string $environment, Credentials $credentials): KeeperResult
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
        $answer = $this->try($environment, $credentials);
        $issuedWaits = $this->secrets->candidate($environment)->issued ?? false;
        if (!$answer instanceof KeeperResult) {
            $this->secrets->save($environment, $credentials);
            $this->inUse($environment, $credentials, $answer);
            if (!$issuedWaits) {
                $this->secrets->dropCandidate($environment);
            }

            return self::saved(CertificateFacts::of($credentials, $info));
        }
        if ($answer->word === 'unreachable') {
            if ($issuedWaits) {
                return KeeperResult::refused('issuedWaits');
            }
            $this->secrets->keepCandidate($environment, $credentials);
        }
        if ($answer->word === 'otherSystemId' && $info->storeUuid !== null && !$issuedWaits) {
            // It waits with the System ID that it names, so that one click takes both.
            $this->secrets->keepCandidate($environment, $credentials->ofStore($info->storeUuid));
        }

        return $answer;
    }

    public function tryCandidate(string $environment): KeeperResult
    {
        $candidate = $this->secrets->candidate($environment);
        if ($candidate === null) {
            return KeeperResult::refused('nothingWaits');
        }
        $answer = $this->try($environment, $candidate);
        if ($answer instanceof KeeperResult) {
            return $answer;
        }
        $promoted = $this->promote($environment, $answer, 'saved');

        return $promoted->saved ? self::saved($this->facts($environment)) : $promoted;
    }

    /** The merchant decides without TWINT's word. */
    public function takeCandidateUntried(string $environment): KeeperResult
    {
        return $this->promote($environment, null, 'savedUntried');
    }

    public function dropCandidate(string $environment): KeeperResult
    {
        $this->secrets->dropCandidate($environment);

        return KeeperResult::saved('dropped');
    }

    /**
     * TWINT hands the next certificate out once: it is written down before anything else is done with it.
     *
     * @param string $fingerprint of the certificate that is to be followed, so that a second click does not renew again
     */
    public function renew(string $environment, string $fingerprint): KeeperResult
    {
        $credentials = $this->secrets->credentials($environment);
        if ($credentials === null) {
            return KeeperResult::refused('nothingToRenew');
        }
        if (!$this->throttle->allows('renewal.' . $environment, self::RENEWAL_SECONDS)) {
            return KeeperResult::refused('renewalUnderWay');
        }
        // Whoever clicks and leaves gets it all the same.
        ignore_user_abort(true);
        try {
            return $this->renewClaimed($environment, $credentials, $fingerprint);
        } finally {
            $this->throttle->allowAnew('renewal.' . $environment);
        }
    }

    /** Asks TWINT how long the certificate in use is valid; null where it cannot be asked. */
    public function askValidity(string $environment): ?bool
    {
        try {
            $credentials = $this->secrets->credentials($environment);
            if ($credentials === null) {
                return null;
            }
            $validity = \Twint\certificate_validity($this->merchants->with($credentials, $environment));
        } catch (TwintException) {
            return null;
        }
        $this->known->noteValidity($environment, $validity->expiryDate, $validity->renewalAllowed);

        return $validity->renewalAllowed;
    }

    /** What the certificate in use says of itself; read from it once. */
    public function facts(string $environment): ?CertificateFacts
    {
        $known = $this->known->certificate($environment);
        if ($known !== null) {
            return $known;
        }
        $credentials = $this->secrets->credentials($environment);
        if ($credentials === null) {
            return null;
        }
        $facts = $this->look($credentials);
        if ($facts !== null) {
            $this->known->noteCertificate($environment, $facts);
        }

        return $facts;
    }

    public function candidateFacts(string $environment): ?CertificateFacts
    {
        $candidate = $this->secrets->candidate($environment);

        return $candidate === null ? null : $this->look($candidate);
    }

    private function renewClaimed(string $environment, Credentials $credentials, string $fingerprint): KeeperResult
    {
        if ($this->secrets->candidate($environment) !== null) {
            return KeeperResult::refused('candidateWaits');
        }
        if (($this->facts($environment)->fingerprint ?? '') !== $fingerprint) {
            return KeeperResult::refused('renewedAlready');
        }
        $allowed = $this->askValidity($environment);
        if ($allowed !== true) {
            return KeeperResult::refused($allowed === null ? 'renewalUnreachable' : 'renewalTooEarly');
        }
        $passphrase = bin2hex(random_bytes(16));
        try {
            $renewed = \Twint\renew_certificate($this->merchants->with($credentials, $environment), $passphrase);
        } catch (OutcomeUnknownException $exception) {
            return KeeperResult::refused('renewalUnknown', $exception->getMessage());
        } catch (TwintException $exception) {
            return KeeperResult::refused('renewalRefused', $exception->getMessage());
        }
        $this->secrets->keepCandidate(
            $environment,
            new Credentials($credentials->storeUuid, $renewed->certificate, $passphrase, true),
        );
        $tried = $this->tryCandidate($environment);

        return $tried->saved ? KeeperResult::saved('renewed') : KeeperResult::refused('renewedAside', $tried->detail);
    }

    private function promote(string $environment, ?bool $good, string $word): KeeperResult
    {
        $credentials = $this->secrets->promote($environment);
        if ($credentials === null) {
            return KeeperResult::refused('nothingWaits');
        }
        $this->inUse($environment, $credentials, $good);

        return KeeperResult::saved($word);
    }

    /** Whether TWINT takes payments right now: either answer was given to this certificate. */
    private function try(string $environment, Credentials $credentials): bool|KeeperResult
    {
        try {
            return \Twint\system_status($this->merchants->with($credentials, $environment));
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

    private function inUse(string $environment, Credentials $credentials, ?bool $good): void
    {
        $this->known->forget($environment);
        if ($good !== null) {
            $this->known->noteStatus($environment, $good, null);
        }
        $facts = $this->look($credentials);
        if ($facts !== null) {
            $this->known->noteCertificate($environment, $facts);
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
