<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;

/** Whatever a template of the backend prints is escaped, whichever engine the shop has. */
final class ViewTest extends TestCase
{
    private const SMARTY = '/usr/share/php/smarty4/Smarty.class.php';

    /** @return iterable<string, array{string}> */
    public static function shops(): iterable
    {
        yield 'up to 5.5' => ['plain'];
        yield 'since 5.6' => ['wrapped'];
    }

    /** @dataProvider shops */
    public function testMarkupIsPrintedAsText(string $shop): void
    {
        if (!is_file(self::SMARTY)) {
            self::markTestSkipped('Debian\'s package smarty4 is not installed.');
        }
        $command = [PHP_BINARY, '-d', 'display_errors=1', __DIR__ . '/view/render.php', self::SMARTY, $shop];
        exec(implode(' ', array_map(escapeshellarg(...), $command)) . ' 2>&1', $lines);
        self::assertSame(['translated said &lt;b&gt; <i> &lt;b&gt;', '<u>'], $lines);
    }
}
