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

    /** What is HTML already: made by the plugin's own views, of its own file, or by the shop. */
    private const HTML = [
        'adminmenu/templates/documentation.tpl {$manual nofilter}',
        'adminmenu/templates/form.tpl {$jtl_token nofilter}',
        'adminmenu/templates/page.tpl {$content nofilter}',
        'adminmenu/templates/transactions/frame.tpl {$content nofilter}',
        'adminmenu/templates/transactions/payment.tpl {$jtl_token nofilter}',
        'frontend/template/express-button-basket.tpl {$jtlTwintExpress->token()}',
        'frontend/template/express-button-flyout.tpl {$jtlTwintExpress->token()}',
        // The merchant's words for the shop's own boxes to tick, which may have links.
        'frontend/template/express-consent.tpl {$consent->description nofilter}',
        'frontend/template/express-consent.tpl {$consent->text nofilter}',
        'frontend/template/express-waiting.tpl {$waiting->secondsLeft}',
        // Within a script.
        "frontend/template/head.tpl {\$twint->onwards|escape:'javascript'}",
        // The commands of a path, made of numbers.
        'frontend/template/qr.tpl {$twint->waiting->qr->path}',
        'frontend/template/qr.tpl {$twint->waiting->qr->viewBox}',
        'frontend/template/waiting.tpl {$waiting->secondsLeft}',
    ];

    /** In the backend a view escapes what is not excepted; the shop's own engine, which prints the buyers' pages, nothing by itself. */
    public function testNothingElseIsPrintedAsItIs(): void
    {
        $plugin = dirname(__DIR__, 2) . '/php/jtl_twint/';
        $raw = [];
        foreach (['adminmenu', 'frontend'] as $part) {
            $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($plugin . $part));
            foreach (new \RegexIterator($files, '/\.tpl$/') as $file) {
                preg_match_all('/\{\$[^{}]*\}/', (string) file_get_contents((string) $file), $tags);
                foreach ($tags[0] as $tag) {
                    $printed = preg_match('/^\{\$[\w>-]+\s*=[^=]/', $tag) !== 1;
                    $escaped = $part === 'adminmenu'
                        ? !str_contains($tag, 'nofilter')
                        : preg_match("/\|escape(:'html')?\}$/", $tag) === 1;
                    if ($printed && !$escaped) {
                        $raw[] = substr((string) $file, strlen($plugin)) . ' ' . $tag;
                    }
                }
            }
        }
        sort($raw);
        self::assertSame(self::HTML, $raw);
    }
}
