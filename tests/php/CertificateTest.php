<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\KeeperResult;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\SecretStore;

final class CertificateTest extends TestCase
{
    private Twint $twint;
    private World $world;

    protected function setUp(): void
    {
        $this->twint = new Twint();
        $this->twint->reset();
        $this->world = World::fresh($this->twint);
        $this->secrets()->forget(self::access());
    }

    private static function access(): AccessKey
    {
        return new AccessKey(AccessKey::FIRST, 'testing');
    }

    private function keeper(): CertificateKeeper
    {
        return $this->world->get(CertificateKeeper::class);
    }

    private function secrets(): SecretStore
    {
        return $this->world->get(SecretStore::class);
    }

    /** As a request after the others sees it. */
    private function afterwards(): void
    {
        $this->world = new World($this->twint);
    }

    private function credentials(string $certificate = 'valid', ?string $passphrase = null): Credentials
    {
        return new Credentials(
            $this->twint->storeUuid(),
            $this->twint->certificate($certificate),
            $passphrase ?? $this->twint->passphrase(),
        );
    }

    /** @return array{AccessKey, AccessKey, AccessKey} two hold the same certificate, the third another one */
    private function threeSets(): array
    {
        $sets = $this->world->get(AccessRepository::class);
        $second = new AccessKey($sets->add('Filiale'), 'testing');
        $third = new AccessKey($sets->add('Markt'), 'testing');
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->keeper()->offer($second, $this->credentials()->ofStore($this->twint->secondStoreUuid()));
        $this->keeper()->offer($third, $this->credentials('secondStore')->ofStore($this->twint->secondStoreUuid()));

        return [self::access(), $second, $third];
    }

    private function inUse(): ?string
    {
        $this->afterwards();

        return $this->secrets()->credentials(self::access())?->certificate;
    }

    private function assertSays(string $word, KeeperResult $result): void
    {
        self::assertSame($word, $result->word, $result->detail);
        self::assertArrayHasKey('twint.certificate.' . $word, Catalogue::of('de-DE'));
    }

    private function renewalIs(bool $allowed): void
    {
        $this->twint->set(['certificateValidity' => ['expiryDate' => '2027-01-01', 'renewalAllowed' => $allowed]]);
    }

    private function fingerprint(): string
    {
        return $this->keeper()->facts(self::access())->fingerprint ?? '';
    }

    public function testACertificateThatTwintAnswersIsInUseAndItsFactsAreKnown(): void
    {
        $result = $this->keeper()->offer(self::access(), $this->credentials());
        $this->assertSays('saved', $result);
        self::assertTrue($result->saved);
        self::assertSame($this->twint->certificate(), $this->inUse());
        $facts = $this->keeper()->facts(self::access());
        self::assertSame($this->twint->storeUuid(), $facts?->storeUuid);
        self::assertMatchesRegularExpression('/^[0-9a-f]{64}$/', (string) $facts?->fingerprint);
        self::assertSame(
            ['good' => true, 'trouble' => null],
            $this->world->get(FactStore::class)->get(Fact::ConnectionStatus, 'testing'),
        );
    }

    /** @return iterable<string, array{string, string}> */
    public static function unusable(): iterable
    {
        yield 'expired' => ['expired', 'expired'];
        yield 'not yet valid' => ['notYetValid', 'notYetValid'];
        yield 'of a foreign issuer' => ['wrongIssuer', 'refusedByServer'];
        yield 'revoked' => ['revoked', 'refusedByServer'];
    }

    /** @dataProvider unusable */
    public function testACertificateThatCannotWorkChangesNothingAndSaysWhy(string $certificate, string $word): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->assertSays($word, $this->keeper()->offer(self::access(), $this->credentials($certificate)));
        self::assertSame($this->twint->certificate(), $this->inUse());
        self::assertNull($this->secrets()->candidate(self::access()));
    }

    public function testTheSystemIdIsReadOffTheCertificate(): void
    {
        $credentials = new Credentials('', $this->twint->certificate(), $this->twint->passphrase());
        $this->assertSays('saved', $this->keeper()->offer(self::access(), $credentials));
        self::assertSame($this->twint->storeUuid(), $this->keeper()->facts(self::access())?->storeUuid);
    }

    public function testACertificateOfAnotherStoreWaitsWithItsOwnSystemIdAndTheOneInUseStays(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $result = $this->keeper()->offer(self::access(), $this->credentials('otherMerchant'));
        $this->assertSays('otherSystemId', $result);
        self::assertSame($this->twint->certificate(), $this->inUse());
        $facts = $this->keeper()->candidateFacts(self::access());
        self::assertNotSame($this->twint->storeUuid(), $facts?->storeUuid);
        self::assertSame($facts?->certificateStoreUuid, $facts?->storeUuid);
        // The right certificate under a wrong System ID: one click takes the right one.
        $swapped = new Credentials(
            '00000000-0000-4000-8000-000000000000',
            $this->twint->certificate(),
            $this->twint->passphrase(),
        );
        $this->assertSays('otherSystemId', $this->keeper()->offer(self::access(), $swapped));
        $this->assertSays('saved', $this->keeper()->tryCandidate(self::access()));
        self::assertSame($this->twint->storeUuid(), $this->keeper()->facts(self::access())?->storeUuid);
    }

    public function testEachWayOfHandingInNonsenseHasItsOwnSentence(): void
    {
        $pem = $this->twint->pem();
        $key = (string) preg_replace('/-----BEGIN CERT.*?END CERTIFICATE-----/s', '', $pem);
        $certificate = (string) preg_replace('/-----BEGIN [A-Z ]*PRIVATE KEY.*?PRIVATE KEY-----/s', '', $pem);
        $offer = fn(string $bytes, string $passphrase = 'x'): KeeperResult => $this->keeper()->offer(
            self::access(),
            new Credentials($this->twint->storeUuid(), $bytes, $passphrase),
        );
        $this->assertSays('wrongPassphrase', $offer($this->twint->certificate(), 'wrong'));
        $this->assertSays('blankInPassphrase', $offer($this->twint->certificate(), $this->twint->passphrase() . " \n"));
        $this->assertSays('notPkcs12', $offer('no certificate at all'));
        $this->assertSays('damaged', $offer(substr($this->twint->certificate(), 0, 1000)));
        $this->assertSays('archive', $offer("PK\x03\x04"));
        $this->assertSays('noPrivateKey', $offer($certificate));
        $this->assertSays('noCertificate', $offer($key, $this->twint->passphrase()));
        self::assertNull($this->inUse());
    }

    public function testPemTextWithWindowsLineEndsIsAsGoodAsTheFile(): void
    {
        $pem = str_replace("\n", "\r\n", $this->twint->pem());
        $credentials = new Credentials($this->twint->storeUuid(), $pem, $this->twint->passphrase());
        $this->assertSays('saved', $this->keeper()->offer(self::access(), $credentials));
    }

    public function testASystemIdThatIsNotTheCertificatesIsNotSaved(): void
    {
        $other = new Credentials(
            '3094877c-352c-4bed-b542-bb69c7c4608c',
            $this->twint->certificate(),
            $this->twint->passphrase(),
        );
        $result = $this->keeper()->offer(self::access(), $other);
        self::assertFalse($result->saved);
        $this->assertSays('otherSystemId', $result);
        self::assertNull($this->inUse());
    }

    public function testACertificateServesAnotherStoreOfItsMerchantIfTwintSaysSo(): void
    {
        $second = new Credentials(
            $this->twint->secondStoreUuid(),
            $this->twint->certificate(),
            $this->twint->passphrase(),
        );
        $result = $this->keeper()->offer(self::access(), $second);
        self::assertTrue($result->saved);
        $this->assertSays('savedOtherSystemId', $result);
        self::assertSame($this->twint->storeUuid(), $result->detail);
        self::assertTrue($this->keeper()->facts(self::access())?->namesAnotherStore());
        $this->twint->down();
        $this->keeper()->offer(self::access(), $this->credentials('secondStore'));
        $this->twint->up();
        $this->assertSays('savedOtherSystemId', $this->keeper()->tryCandidate(self::access()));
        self::assertSame($this->twint->certificate('secondStore'), $this->inUse());
        $this->assertSays('saved', $this->keeper()->offer(self::access(), $this->credentials()));
    }

    public function testWhileTwintIsAwayTheNewOneWaitsAndTheOldOneStays(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->twint->down();
        $this->assertSays('unreachable', $this->keeper()->offer(self::access(), $this->credentials('tripleDes')));
        self::assertSame($this->twint->certificate(), $this->inUse());
        self::assertNotNull($this->keeper()->candidateFacts(self::access()));
        $this->assertSays('unreachable', $this->keeper()->tryCandidate(self::access()));
        $this->twint->up();
        $this->assertSays('saved', $this->keeper()->tryCandidate(self::access()));
        self::assertSame($this->twint->certificate('tripleDes'), $this->inUse());
        self::assertNull($this->secrets()->candidate(self::access()));
        $this->assertSays('nothingWaits', $this->keeper()->tryCandidate(self::access()));
    }

    public function testANewerOneTakesThePlaceOfOneThatWaitsAndOneThatCannotWorkDoesNot(): void
    {
        $waits = fn(): ?string => $this->secrets()->candidate(self::access())?->certificate;
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->twint->down();
        $this->keeper()->offer(self::access(), $this->credentials('tripleDes'));
        $this->assertSays('expired', $this->keeper()->offer(self::access(), $this->credentials('expired')));
        self::assertSame($this->twint->certificate('tripleDes'), $waits());
        $this->assertSays('unreachable', $this->keeper()->offer(self::access(), $this->credentials('legacy')));
        self::assertSame($this->twint->certificate('legacy'), $waits());
        self::assertSame($this->twint->certificate(), $this->inUse());
        $this->twint->up();
        $this->assertSays('refusedByServer', $this->keeper()->offer(self::access(), $this->credentials('revoked')));
        self::assertSame($this->twint->certificate('legacy'), $waits());
        $this->assertSays('saved', $this->keeper()->offer(self::access(), $this->credentials('tripleDes')));
        self::assertSame($this->twint->certificate('tripleDes'), $this->inUse());
        self::assertNull($waits());
    }

    public function testTheMerchantMayTakeItUntriedOrDiscardIt(): void
    {
        $this->twint->down();
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->assertSays('dropped', $this->keeper()->dropCandidate(self::access()));
        $this->assertSays('nothingWaits', $this->keeper()->takeCandidateUntried(self::access()));
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->assertSays('savedUntried', $this->keeper()->takeCandidateUntried(self::access()));
        self::assertSame($this->twint->certificate(), $this->inUse());
        self::assertNull($this->world->get(FactStore::class)->get(Fact::ConnectionStatus, 'testing'));
    }

    public function testARenewalIsTriedBeforeItReplacesTheOldAndASecondClickRenewsNothing(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->renewalIs(true);
        $before = $this->fingerprint();
        $this->assertSays('renewed', $this->keeper()->renew(self::access(), $before));
        self::assertNotSame($this->twint->certificate(), $this->inUse());
        self::assertNotSame($before, $this->fingerprint());
        $this->assertSays('renewedAlready', $this->keeper()->renew(self::access(), $before));
        self::assertSame(1, $this->twint->calls('RenewCertificate'));
    }

    public function testARenewalThatTwintDoesNotAllowYetIsNotAskedFor(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->renewalIs(false);
        $this->assertSays('renewalTooEarly', $this->keeper()->renew(self::access(), $this->fingerprint()));
        self::assertSame(0, $this->twint->calls('RenewCertificate'));
        self::assertFalse($this->world->get(FactStore::class)->get(Fact::CertificateValidity, 'testing')['renewalAllowed'] ?? null);
    }

    public function testTwoAtOnceRenewOnce(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->renewalIs(true);
        self::assertTrue($this->world->get(Throttle::class)->allows(Throttled::Renewal, 120, 'testing'));
        $this->assertSays('renewalUnderWay', $this->keeper()->renew(self::access(), $this->fingerprint()));
        self::assertSame(0, $this->twint->calls('RenewCertificate'));
        // Whoever had it is dead.
        $this->world->pdo->exec(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = UTC_TIMESTAMP(3) - INTERVAL 121 SECOND WHERE name = 'throttle.renewal.testing'",
        );
        $this->assertSays('renewed', $this->keeper()->renew(self::access(), $this->fingerprint()));
    }

    public function testTheOtherAccessDataThatHoldTheCertificateGetTheNextOneWithTheirOwnSystemId(): void
    {
        [$first, $second, $other] = $this->threeSets();
        $this->renewalIs(true);
        $this->twint->set(['quirks' => ['oldCertificateDays' => 0]]);
        $result = $this->keeper()->renew($first, $this->fingerprint());
        $this->assertSays('renewedTogether', $result);
        self::assertTrue($result->saved);
        self::assertSame('Filiale', $result->detail);
        $renewed = $this->inUse();
        self::assertNotSame($this->twint->certificate(), $renewed);
        $credentials = $this->secrets()->credentials($second);
        self::assertSame($renewed, $credentials?->certificate);
        self::assertSame($this->twint->secondStoreUuid(), $credentials?->storeUuid);
        self::assertTrue(\Twint\system_status($this->world->get(MerchantFactory::class)->of($second)));
        self::assertNull($this->secrets()->candidate($second));
        self::assertSame($this->twint->certificate('secondStore'), $this->secrets()->credentials($other)?->certificate);
        self::assertSame(1, $this->twint->calls('RenewCertificate'));
    }

    public function testOneThatCouldNotBeTriedWaitsInTheOtherAccessDataToo(): void
    {
        [$first, $second, $other] = $this->threeSets();
        $this->renewalIs(true);
        $this->twint->fail('resetBeforeRead', 'CheckSystemStatus');
        $this->assertSays('renewedAside', $this->keeper()->renew($first, $this->fingerprint()));
        $this->twint->heal();
        $candidate = $this->secrets()->candidate($second);
        self::assertSame($this->secrets()->candidate($first)?->certificate, $candidate?->certificate);
        self::assertSame($this->twint->secondStoreUuid(), $candidate?->storeUuid);
        self::assertNull($this->secrets()->candidate($other));
        self::assertTrue($this->keeper()->tryCandidate($second)->saved);
    }

    public function testOtherAccessDataWhereAnIssuedOneWaitsKeepItAndAreNamed(): void
    {
        [$first, $second] = $this->threeSets();
        $this->renewalIs(true);
        $this->secrets()->keepCandidate(
            $second,
            new Credentials($this->twint->secondStoreUuid(), 'issued before', 'x', true),
        );
        $result = $this->keeper()->renew($first, $this->fingerprint());
        $this->assertSays('renewedOthersAside', $result);
        self::assertSame('Filiale', $result->detail);
        self::assertSame('issued before', $this->secrets()->candidate($second)?->certificate);
        self::assertNotSame($this->twint->certificate(), $this->inUse());
        self::assertSame($this->twint->certificate(), $this->secrets()->credentials($second)?->certificate);
    }

    public function testTwoAtOnceInTwoSetsWithOneCertificateRenewOnce(): void
    {
        [$first, $second] = $this->threeSets();
        $this->renewalIs(true);
        self::assertTrue($this->world->get(Throttle::class)->allows(Throttled::Renewal, 120, $second->key()));
        $this->assertSays('renewalUnderWay', $this->keeper()->renew($first, $this->fingerprint()));
        self::assertSame(0, $this->twint->calls('RenewCertificate'));
        self::assertTrue($this->world->get(Throttle::class)->allows(Throttled::Renewal, 120, $first->key()));
    }

    public function testANewCertificateThatCouldNotBeTriedIsNotLost(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->renewalIs(true);
        $this->twint->fail('resetBeforeRead', 'CheckSystemStatus');
        $this->assertSays('renewedAside', $this->keeper()->renew(self::access(), $this->fingerprint()));
        self::assertSame($this->twint->certificate(), $this->inUse());
        self::assertNotNull($this->secrets()->candidate(self::access()));
        // It waits; another one is neither ordered nor put in its place, not even by one that TWINT answers.
        $this->assertSays('issuedWaits', $this->keeper()->offer(self::access(), $this->credentials('tripleDes')));
        $this->assertSays('candidateWaits', $this->keeper()->renew(self::access(), $this->fingerprint()));
        $this->twint->heal();
        $this->assertSays('saved', $this->keeper()->offer(self::access(), $this->credentials('tripleDes')));
        self::assertNotNull($this->secrets()->candidate(self::access()));
        $this->assertSays('saved', $this->keeper()->tryCandidate(self::access()));
        self::assertNotSame($this->twint->certificate('tripleDes'), $this->inUse());
        self::assertNotSame($this->twint->certificate(), $this->inUse());
        self::assertSame(1, $this->twint->calls('RenewCertificate'));
    }

    public function testALostAnswerToTheRenewalIsSaidAndTheOldOneStays(): void
    {
        $this->keeper()->offer(self::access(), $this->credentials());
        $this->renewalIs(true);
        $this->twint->fail('resetAfterProcessing', 'RenewCertificate');
        $this->assertSays('renewalUnknown', $this->keeper()->renew(self::access(), $this->fingerprint()));
        self::assertSame($this->twint->certificate(), $this->inUse());
        self::assertNull($this->secrets()->candidate(self::access()));
    }

    public function testNothingIsRenewedWhileTwintIsAwayOrWithoutACertificate(): void
    {
        $this->assertSays('nothingToRenew', $this->keeper()->renew(self::access(), ''));
        $this->keeper()->offer(self::access(), $this->credentials());
        $fingerprint = $this->fingerprint();
        $this->twint->down();
        $this->assertSays('renewalUnreachable', $this->keeper()->renew(self::access(), $fingerprint));
    }

    public function testACandidateIsSealedUnderItsOwnName(): void
    {
        $this->secrets()->keepCandidate(self::access(), $this->credentials());
        $this->world->pdo->exec("UPDATE xplugin_jtl_twint_secret SET name = 'credentials.testing'");
        self::assertNull($this->inUse());
    }
}
