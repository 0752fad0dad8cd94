<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Cron\SweepReport;
use Plugin\jtl_twint\src\Settings\ConnectionTrouble;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Twint\CertificateException;
use Twint\ConfigurationException;
use Twint\DeclinedException;
use Twint\InvalidArgumentException;
use Twint\OutcomeUnknownException;
use Twint\StateConflictException;
use Twint\TwintException;
use Twint\UnavailableException;

/** What is shown of TWINT's state is in the admin's language; what only developers say stands apart from it. */
final class StatusTextsTest extends TestCase
{
    /** @return iterable<string, array{string}> */
    public static function locales(): iterable
    {
        foreach (glob(__DIR__ . '/../../php/jtl_twint/locale/*') ?: [] as $folder) {
            yield basename($folder) => [basename($folder)];
        }
    }

    /** @dataProvider locales */
    public function testEveryReasonWhyTwintCannotBeAskedIsTranslated(string $locale): void
    {
        $untranslated = [];
        foreach (self::troubles() as $exception) {
            $trouble = ConnectionTrouble::of($exception);
            self::assertSame($exception->getMessage(), $trouble->detail);
            if (!isset(Catalogue::of($locale)['twint.tx.reason.' . $trouble->word])) {
                $untranslated[] = $trouble->word;
            }
        }
        self::assertSame([], $untranslated);
    }

    /** @dataProvider locales */
    public function testWhatASweepDidIsTranslated(string $locale): void
    {
        $names = array_map(
            static fn(string $name): string => 'twint.sweep.' . $name,
            array_keys((new SweepReport())->toArray()),
        );
        self::assertSame([], array_values(array_diff($names, array_keys(Catalogue::of($locale)))));
    }

    /** @return list<TwintException|NotConfiguredException> */
    private static function troubles(): array
    {
        $said = 'said by the developers';
        $troubles = [
            new InvalidArgumentException($said),
            new CertificateException($said),
            new ConfigurationException($said),
            new DeclinedException($said),
            new StateConflictException($said),
            new OutcomeUnknownException($said),
            new UnavailableException($said),
        ];
        preg_match_all(
            "/new NotConfiguredException\(\s*'(\w+)'/",
            (string) file_get_contents((string) (new \ReflectionClass(MerchantFactory::class))->getFileName()),
            $reasons,
        );
        self::assertNotEmpty($reasons[1]);

        return [
            ...$troubles,
            ...array_map(
                static fn(string $reason): NotConfiguredException => new NotConfiguredException($reason, $said),
                $reasons[1],
            ),
        ];
    }
}
