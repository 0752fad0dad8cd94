<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\SecretBox;

/** What one PHP has sealed, another one opens, also a newer one with other modules. */
final class SecretBoxTest extends TestCase
{
    private const KEY = 'the key of a shop';
    private const NAME = 'credentials.production';
    private const PLAIN = "a passphrase \0 with ü";

    /** As PHP 8.2 has sealed it: these must open for ever. */
    private const BY_SODIUM = 'AX9MY9x2huE1tkBVjOHUPUvr1SLaiiGJMmucoyuahSZkZb0zlDcqD3RTaz1P0FIGwZ8xOjf/+qloGJigZFf1';
    private const BY_OPENSSL = 'Au3fFUqcvt0F403kasDGPeb7z/lRcTPDERGxZyZ1JsfUmkPV9ZllyanYK6hP6JwnOx4/';

    public function testWhatAnOlderPhpHasSealedIsOpened(): void
    {
        foreach ([self::BY_SODIUM, self::BY_OPENSSL] as $sealed) {
            self::assertSame(self::PLAIN, (new SecretBox(new KeyRing(self::KEY)))->open(
                (string) base64_decode($sealed, true),
                self::NAME,
            ));
        }
    }

    public function testAPhpWithSodiumOnlySealsAndOpens(): void
    {
        self::assertSame(['opened', 'opened', 'not opened'], $this->inPhpWithout('openssl_encrypt,openssl_decrypt'));
    }

    public function testAPhpWithOpensslOnlySealsAndOpens(): void
    {
        self::assertSame(
            ['opened', 'not opened', 'opened'],
            $this->inPhpWithout(
                'sodium_crypto_aead_xchacha20poly1305_ietf_encrypt,sodium_crypto_aead_xchacha20poly1305_ietf_decrypt',
            ),
        );
    }

    /** @return list<string> its own, sodium's and openssl's */
    private function inPhpWithout(string $functions): array
    {
        $script = sprintf(
            'require %1$s; $box = new %2$s(new %8$s(%3$s)); foreach ([$box->seal(%4$s, %5$s), base64_decode(%6$s), base64_decode(%7$s)] as $one)
                echo $box->open($one, %5$s) === %4$s ? "opened\n" : "not opened\n";',
            var_export(__DIR__ . '/autoload.php', true),
            SecretBox::class,
            var_export(self::KEY, true),
            var_export(self::PLAIN, true),
            var_export(self::NAME, true),
            var_export(self::BY_SODIUM, true),
            var_export(self::BY_OPENSSL, true),
            KeyRing::class,
        );
        exec(
            escapeshellarg(PHP_BINARY)
            . ' -d disable_functions='
            . $functions
            . ' -r '
            . escapeshellarg($script)
            . ' 2>&1',
            $lines,
        );

        return $lines;
    }
}
