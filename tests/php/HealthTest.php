<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Health\CertificateCheck;
use Plugin\jtl_twint\src\Health\Check;
use Plugin\jtl_twint\src\Health\CheckState;
use Plugin\jtl_twint\src\Health\ConnectionCheck;
use Plugin\jtl_twint\src\Health\Copy;
use Plugin\jtl_twint\src\Health\CronCheck;
use Plugin\jtl_twint\src\Health\CurrencyCheck;
use Plugin\jtl_twint\src\Health\EnvironmentCheck;
use Plugin\jtl_twint\src\Health\ExpiryWatch;
use Plugin\jtl_twint\src\Health\ExtensionCheck;
use Plugin\jtl_twint\src\Health\ImprintCheck;
use Plugin\jtl_twint\src\Health\PaymentMethodCheck;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Health\ShippingCheck;
use Plugin\jtl_twint\src\Health\SystemIdCheck;
use Plugin\jtl_twint\src\Health\UnfinishedCheck;
use Plugin\jtl_twint\src\Health\WawiCheck;
use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Settings\ConnectionTrouble;
use Plugin\jtl_twint\src\Settings\SecretState;

final class HealthTest extends TestCase
{
    private const NOW = '2026-11-23T12:00:00Z';

    private static function certificate(string $validTo, ?string $for = 'a'): CertificateFacts
    {
        return CertificateFacts::fromArray(['storeUuid' => 'a', 'certificateStoreUuid' => $for, 'validTo' => $validTo]);
    }

    private static function certificateCheck(
        SecretState $state,
        ?CertificateFacts $facts,
        bool $waits = false,
    ): CertificateCheck {
        return new CertificateCheck($state, $facts, $waits, new \DateTimeImmutable(self::NOW), '#');
    }

    /** @return iterable<string, array{Check, CheckState, string}> */
    public static function findings(): iterable
    {
        $extension = static fn(bool $usable, string $version): Check => new ExtensionCheck(
            $usable,
            $version === '0.3.0',
            $version,
            '0.2.0',
            'php_twint-0.2.0_php8.2-x86_64-linux-glibc.tgz',
            true,
            '/php/modules',
            '/php/php.ini',
            '/home/shop/twint.so',
        );
        yield 'extension' => [$extension(true, '0.2.1'), CheckState::Ok, 'twint 0.2.1 is loaded.'];
        yield 'no extension' => [
            $extension(false, ''),
            CheckState::Todo,
            'The extension twint is not loaded; TWINT is not offered in the checkout.',
        ];
        yield 'old extension' => [
            $extension(false, '0.1.0'),
            CheckState::Todo,
            'The extension twint has version 0.1.0, this plugin needs at least 0.2.0.',
        ];
        yield 'new extension' => [
            $extension(false, '0.3.0'),
            CheckState::Todo,
            'The extension twint has version 0.3.0, for which this plugin is too old; TWINT is not offered in the checkout.',
        ];
        yield 'System ID' => [new SystemIdCheck(self::certificate('x'), '#'), CheckState::Ok, 'a'];
        yield 'no System ID' => [
            new SystemIdCheck(null, '#'),
            CheckState::Todo,
            'No System ID is stored for the chosen environment.',
        ];
        yield 'other System ID' => [
            new SystemIdCheck(self::certificate('x', 'b'), '#'),
            CheckState::Warning,
            'a is stored, the certificate names b. TWINT decides.',
        ];
        yield 'certificate' => [
            self::certificateCheck(SecretState::Readable, self::certificate('2027-11-23T12:00:00Z')),
            CheckState::Ok,
            'Valid until 23.11.2027.',
        ];
        yield 'certificate ends' => [
            self::certificateCheck(SecretState::Readable, self::certificate('2026-12-03T13:00:00Z')),
            CheckState::Warning,
            'The certificate ends in 10 days, on 03.12.2026.',
        ];
        yield 'certificate ended' => [
            self::certificateCheck(SecretState::Readable, self::certificate('2026-11-23T11:59:59Z')),
            CheckState::Todo,
            'The certificate has expired; TWINT refuses every payment.',
        ];
        yield 'no certificate' => [
            self::certificateCheck(SecretState::Missing, null),
            CheckState::Todo,
            'No certificate is stored for the chosen environment.',
        ];
        yield 'moved shop' => [
            self::certificateCheck(SecretState::Unreadable, null),
            CheckState::Todo,
            'The stored certificate can no longer be decrypted: the key of the shop has changed, for example by a move.',
        ];
        yield 'certificate waits' => [
            self::certificateCheck(SecretState::Readable, self::certificate('2027-11-23T12:00:00Z'), true),
            CheckState::Todo,
            'A new certificate is kept aside that has not answered TWINT yet.',
        ];
        yield 'connection' => [
            new ConnectionCheck(59, true, null),
            CheckState::Ok,
            'TWINT answered less than a minute ago and takes payments.',
        ];
        yield 'connection of before' => [
            new ConnectionCheck(90_000, true, null),
            CheckState::Unknown,
            'TWINT answered 25 hours ago and takes payments.',
        ];
        yield 'never connected' => [
            new ConnectionCheck(null, false, null),
            CheckState::Unknown,
            'TWINT has never been asked.',
        ];
        yield 'TWINT is closed' => [
            new ConnectionCheck(120, false, null),
            CheckState::Warning,
            'TWINT answered 2 minutes ago, but takes no payments.',
        ];
        yield 'no connection' => [
            new ConnectionCheck(7200, false, ConnectionTrouble::fromStored([
                'word' => 'unavailable',
                'detail' => 'no route',
            ])),
            CheckState::Todo,
            'It failed 2 hours ago: TWINT could not be reached',
        ];
        yield 'method' => [
            new PaymentMethodCheck(true, true, false, false, '#'),
            CheckState::Ok,
            'TWINT is active in the shop.',
        ];
        yield 'no method' => [
            new PaymentMethodCheck(false, false, false, false, '#'),
            CheckState::Todo,
            'The shop lacks the payment method TWINT.',
        ];
        yield 'method is off' => [
            new PaymentMethodCheck(true, false, false, false, '#'),
            CheckState::Todo,
            'The payment method TWINT is not active.',
        ];
        yield 'method pays before the order' => [
            new PaymentMethodCheck(true, true, true, true, '#'),
            CheckState::Todo,
            'For TWINT “Payment before order completion” is set to yes: no order comes of it that could be paid. '
                . 'The plugin sets the option back to no at the checkout.',
        ];
        yield 'for admins' => [
            new PaymentMethodCheck(true, true, false, true, '#'),
            CheckState::Warning,
            'TWINT is active, but only admins see it.',
        ];
        yield 'shipping' => [new ShippingCheck(2, 3), CheckState::Ok, 'TWINT is linked to 2 of 3 shipping methods.'];
        yield 'no shipping' => [
            new ShippingCheck(0, 3),
            CheckState::Todo,
            'TWINT is linked to no shipping method; no buyer sees it.',
        ];
        yield 'francs' => [new CurrencyCheck(true, 'CHF'), CheckState::Ok, 'The shop reckons in CHF.'];
        yield 'francs beside' => [
            new CurrencyCheck(true, 'EUR'),
            CheckState::Ok,
            'The shop reckons in EUR and sells in CHF as well; TWINT is offered to buyers in CHF only.',
        ];
        yield 'no francs' => [
            new CurrencyCheck(false, 'EUR'),
            CheckState::Todo,
            'The shop does not know Swiss francs; TWINT takes nothing else.',
        ];
        yield 'cron' => [new CronCheck(900, true, false, '#'), CheckState::Ok, 'Last run 15 minutes ago.'];
        yield 'cron is busy' => [
            new CronCheck(60, false, false, '#'),
            CheckState::Ok,
            'Last run a minute ago; some work was left for the next one.',
        ];
        yield 'cron fails' => [
            new CronCheck(60, true, true, '#'),
            CheckState::Warning,
            'Last run a minute ago, with an error.',
        ];
        yield 'cron stands' => [
            new CronCheck(901, true, false, '#'),
            CheckState::Todo,
            'Last run 15 minutes ago: open payments are left lying.',
        ];
        yield 'no cron' => [
            new CronCheck(null, true, false, '#'),
            CheckState::Todo,
            'Never ran: nobody ends the payments that buyers walk away from.',
        ];
        yield 'imprint' => [new ImprintCheck(true), CheckState::Ok, 'The shop has an imprint.'];
        yield 'no imprint' => [
            new ImprintCheck(false),
            CheckState::Warning,
            'The shop lacks an imprint; TWINT asks for it before it activates an account.',
        ];
        yield 'live' => [new EnvironmentCheck(false, null, '#', '#'), CheckState::Ok, 'Live: payments move money.'];
        yield 'test' => [
            new EnvironmentCheck(true, 'old.example', '#', '#'),
            CheckState::Warning,
            'Test mode in this shop: orders count as paid although no money moves.',
        ];
        yield 'few payments' => [
            new UnfinishedCheck(9, 9),
            CheckState::Ok,
            'Payments in the last 7 days: 9, too few to tell.',
        ];
        yield 'most are finished' => [
            new UnfinishedCheck(100, 49),
            CheckState::Ok,
            '49 of 100 payments ran out of time in the last 7 days.',
        ];
        yield 'half are not' => [
            new UnfinishedCheck(10, 5),
            CheckState::Warning,
            '5 of 10 payments ran out of time in the last 7 days, that is many.',
        ];
        yield 'Wawi' => [
            new WawiCheck(['TWINT']),
            CheckState::Ok,
            'In Wawi the payment method must be called exactly this under "manage payment methods":',
        ];
        yield 'Wawi with names' => [
            new WawiCheck(['TWINT', 'Twint']),
            CheckState::Warning,
            'The payment method has different names in different languages; Wawi must know each of them exactly:',
        ];
    }

    /** @dataProvider findings */
    public function testACheckSaysWhatItsFactsMean(Check $check, CheckState $state, string $says): void
    {
        $finding = $check->finding();
        self::assertSame($state, $finding->state);
        self::assertSame($says, $finding->says->text());
        // Whoever is told that something is to do is told what.
        self::assertSame(
            $state !== CheckState::Ok,
            $finding->step !== null && $finding->step->text() !== $finding->step->key,
        );
    }

    public function testTheHostersTextsNameFileFolderAndIniFile(): void
    {
        [$own, $second, $third, $fourth, $line] = self::copies();
        $letters = [$own, $second, $third, $fourth];
        foreach ($letters as $text) {
            foreach ([
                'php_twint-x.tgz',
                '0.2.0',
                '/php/modules',
                '/php/php.ini',
                'extension=twint',
                'twint-setup.sh',
            ] as $needed) {
                self::assertStringContainsString($needed, $text);
            }
        }
        self::assertCount(4, array_unique($letters));
        self::assertStringEndsWith("\nextension=/home/shop/twint.so", $line);
    }

    /** The merchant reads one language, whoever runs the server perhaps another. */
    public function testEveryBackendHasTheHostersTextInAllFourLanguages(): void
    {
        $own = ['de-DE' => 'Guten Tag', 'en-GB' => 'Hello', 'fr-FR' => 'Bonjour', 'it-IT' => 'Buongiorno'];
        foreach (Catalogue::locales() as $locale) {
            $greetings = array_map(
                static fn(string $place): string => (
                    strtok(Catalogue::of($locale)['twint.check.extension.hoster' . $place], "\n") ?: ''
                ),
                ['', 'Second', 'Third', 'Fourth'],
            );
            self::assertSame($own[$locale], $greetings[0]);
            self::assertEqualsCanonicalizing(array_values($own), $greetings);
        }
    }

    /** @return list<string> */
    private static function copies(): array
    {
        $check = new ExtensionCheck(
            false,
            false,
            '',
            '0.2.0',
            'php_twint-x.tgz',
            true,
            '/php/modules',
            '/php/php.ini',
            '/home/shop/twint.so',
        );

        return array_map(static fn(Copy $copy): string => $copy->text->text(), $check->finding()->copies);
    }

    public function testNobodyIsAskedToInstallAFileThatIsNotThere(): void
    {
        $check = new ExtensionCheck(
            false,
            false,
            '',
            '0.2.0',
            'php_twint-x.tgz',
            false,
            '/php/modules',
            '/php/php.ini',
            '/home/shop/twint.so',
        );

        self::assertSame([], $check->finding()->copies);
        self::assertStringStartsWith(
            'For this PHP there is no ready file yet; it would be php_twint-x.tgz.',
            (string) $check->finding()->step?->text(),
        );
    }

    public function testTheEndOfACertificateIsToldInStages(): void
    {
        $stages = [
            61 => null,
            60 => 60,
            31 => 60,
            30 => 30,
            15 => 30,
            14 => 14,
            8 => 14,
            7 => 7,
            2 => 7,
            1 => 1,
            0 => 1,
            -1 => 0,
        ];
        foreach ($stages as $days => $stage) {
            self::assertSame($stage, ExpiryWatch::stage($days), "$days days");
        }
        self::assertNull(ExpiryWatch::sentence(61));
        self::assertSame(
            'The TWINT certificate ends in 60 days: renew it under Configuration.',
            ExpiryWatch::sentence(60)?->text(),
        );
        self::assertStringContainsString('tomorrow', ExpiryWatch::sentence(1)?->text() ?? '');
        self::assertSame(
            'The TWINT certificate ends today: renew it under Configuration at once.',
            ExpiryWatch::sentence(0)?->text(),
        );
        self::assertStringContainsString('has expired', ExpiryWatch::sentence(-1)?->text() ?? '');
    }

    public function testALongTimeAgoIsToldInDays(): void
    {
        self::assertSame('2 days ago', Sentence::ago(172_800)->text());
        self::assertSame('47 hours ago', Sentence::ago(172_799)->text());
    }
}
