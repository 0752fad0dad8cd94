<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Settings\Settings;

/** Whatever stands in the settings, what comes out works. */
final class SettingsReadingTest extends TestCase
{
    /** @dataProvider numbers */
    public function testANumberKeepsWithinItsRange(
        string $name,
        string $method,
        int $default,
        int $least,
        int $most,
    ): void {
        $read = static fn(string $text): int => Settings::of([$name => $text])->{$method}();
        self::assertSame($default, Settings::of([])->{$method}());
        foreach ([
            (string) $least => $least,
            (string) $most => $most,
            (string) ($least - 1) => $least,
            (string) ($most + 1) => $most,
            '0' => $least,
            '999999999' => $most,
            " $most " => $most,
        ] as $text => $value) {
            self::assertSame($value, $read((string) $text), "$name $text");
        }
        foreach (['', 'many', '-1', '1e3', '5.5', '5,5', '٣', str_repeat('9', 30)] as $text) {
            self::assertSame($default, $read($text), "$name $text");
        }
    }

    /** @return iterable<string, array{string, string, int, int, int}> */
    public static function numbers(): iterable
    {
        yield 'polling interval' => ['poll_interval', 'pollIntervalSeconds', 2, 1, 30];
        yield 'time to pay' => ['timeout', 'timeoutSeconds', 180, 60, 900];
        yield 'time to try again' => ['give_up', 'giveUpAfterMinutes', 60, 5, 1440];
        yield 'guarantee' => ['guarantee_days', 'guaranteeDays', 7, 1, 30];
    }

    /** @dataProvider statuses */
    public function testAPhaseGetsOnlyAStatusThatItMayHave(string $phase, ?int $default, array $allowed): void
    {
        $read = static fn(string $text): ?int => Settings::of(['status_' . $phase => $text])->statusFor($phase);
        self::assertSame($default, $read(''));
        self::assertSame($default, $read('-1'), 'never cancelled by a mapping');
        foreach (range(0, 6) as $status) {
            self::assertSame(
                in_array($status, $allowed, true) ? $status : $default,
                $read((string) $status),
                "$phase $status",
            );
        }
        self::assertSame(null, $read('keep'));
    }

    /** @return iterable<string, array{string, int|null, list<int>}> */
    public static function statuses(): iterable
    {
        yield 'reserved' => ['authorised', null, [1, 2, 3]];
        yield 'uncertain' => ['uncertain', null, [1, 2]];
        yield 'partly captured' => ['partially_captured', 2, [1, 2, 3]];
        yield 'captured' => ['captured', 3, [1, 2, 3]];
        yield 'cancelled' => ['cancelled', null, [1, 2]];
        yield 'failed' => ['failed', null, [1, 2]];
        yield 'partly refunded' => ['partially_refunded', null, [2, 3]];
        yield 'refunded' => ['refunded', null, [2, 3]];
        yield 'a phase nobody maps' => ['pending', null, []];
    }

    public function testAWordThatIsNoneIsTheDefault(): void
    {
        $odd = Settings::of(['environment' => 'Testing', 'capture' => 'later', 'mail' => '', 'validation' => 'never']);
        self::assertSame(['production', 'immediate', false, 'before'], [
            $odd->environment(),
            $odd->captureMode(),
            $odd->holdsConfirmationMail(),
            $odd->validation()->value,
        ]);
    }

    public function testAPrefixThatTwintWouldNotTakeIsLeftOut(): void
    {
        self::assertSame('Shop-1_a.b', Settings::of(['reference_prefix' => ' Shop-1_a.b '])->referencePrefix());
        self::assertSame('', Settings::of(['reference_prefix' => 'Shöp/1'])->referencePrefix());
        self::assertSame('', Settings::of(['reference_prefix' => str_repeat('x', 40)])->referencePrefix());
    }
}
