<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\ReleasedTargets;

/** Which versions of the extension the plugin works with. */
final class ExtensionTest extends TestCase
{
    public function testItUnderstandsTheExtensionOfItsOwnRelease(): void
    {
        preg_match('/^version = "(.+)"$/m', (string) file_get_contents(__DIR__ . '/../../Cargo.toml'), $package);
        self::assertTrue(Extension::understands($package[1]));
        self::assertTrue(Extension::isUsable());
    }

    /** Write it anew with: php php/released-targets.php > php/jtl_twint/src/ReleasedTargets.php */
    public function testItKnowsTheFilesOfARelease(): void
    {
        $php = __DIR__ . '/../../php/';
        self::assertSame(
            shell_exec(escapeshellarg(PHP_BINARY) . ' -n ' . escapeshellarg($php . 'released-targets.php')),
            file_get_contents($php . 'jtl_twint/src/ReleasedTargets.php'),
        );
        self::assertTrue(ReleasedTargets::has('php8.4-arm64-linux-glibc'));
        self::assertFalse(ReleasedTargets::has('php8.4-x86_64-linux-glibc-zts'));
        self::assertFalse(ReleasedTargets::has('php8.6-x86_64-linux-glibc'));
    }

    /** @dataProvider versions */
    public function testItKnowsALowestAndAHighestVersion(string $version, bool $understood, bool $tooNew): void
    {
        self::assertSame([$understood, $tooNew], [Extension::understands($version), Extension::isTooNew($version)]);
    }

    /** @return iterable<string, array{string, bool, bool}> */
    public static function versions(): iterable
    {
        yield 'none' => ['', false, false];
        yield 'before the first' => ['0.0.9', false, false];
        yield 'a test version of the first' => ['0.1.0-beta.1', false, false];
        yield 'the first' => ['0.1.0', true, false];
        yield 'a later one' => ['0.1.12', true, false];
        yield 'a test version of the next' => ['0.2.0-beta.1', false, true];
        yield 'the next' => ['0.2.0', false, true];
        yield 'far ahead' => ['1.0.0', false, true];
    }
}
