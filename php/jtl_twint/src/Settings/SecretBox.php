<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/**
 * Encrypts with authentication under a key derived from the shop's own.
 * XChaCha20-Poly1305 where PHP has libsodium, else AES-256-GCM; the first byte says which.
 */
final class SecretBox
{
    private const SODIUM = "\x01";
    private const OPENSSL = "\x02";
    private const CIPHER = 'aes-256-gcm';
    private const IV_BYTES = 12;
    private const TAG_BYTES = 16;

    public function __construct(
        private readonly KeyRing $keys,
        private readonly ?bool $sodium = null,
    ) {
    }

    /** @return array<string, string> */
    public function __debugInfo(): array
    {
        return ['key' => 'hidden'];
    }

    /** @param string $name bound to the secret, so that two of them cannot change places */
    public function seal(#[\SensitiveParameter] string $plain, string $name): string
    {
        if ($this->sodium ?? function_exists('sodium_crypto_aead_xchacha20poly1305_ietf_encrypt')) {
            $nonce = random_bytes(SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES);

            return self::SODIUM
            . $nonce
            . sodium_crypto_aead_xchacha20poly1305_ietf_encrypt($plain, $name, $nonce, $this->key(self::SODIUM));
        }
        if (!function_exists('openssl_encrypt')) {
            throw new \RuntimeException('Nothing can be encrypted: PHP has neither its module sodium nor openssl.');
        }
        $iv = random_bytes(self::IV_BYTES);
        $tag = '';
        $cipher = openssl_encrypt(
            $plain,
            self::CIPHER,
            $this->key(self::OPENSSL),
            OPENSSL_RAW_DATA,
            $iv,
            $tag,
            $name,
            self::TAG_BYTES,
        );
        if ($cipher === false) {
            throw new \RuntimeException('The secret could not be encrypted.');
        }

        return self::OPENSSL . $iv . $tag . $cipher;
    }

    /** Null: sealed under another key, or damaged, or by a PHP with a module that this one lacks. */
    public function open(string $sealed, string $name): ?string
    {
        $rest = substr($sealed, 1);

        return match (substr($sealed, 0, 1)) {
            self::SODIUM => $this->openSodium($rest, $name),
            self::OPENSSL => $this->openOpenssl($rest, $name),
            default => null,
        };
    }

    /** 16 bytes that are the same for the same text in this shop only, and tell nothing of it. */
    public function fingerprint(string $text, string $purpose): string
    {
        return substr(hash_hmac('sha256', $text, $this->keys->key($purpose), true), 0, 16);
    }

    private function openSodium(string $rest, string $name): ?string
    {
        if (!function_exists('sodium_crypto_aead_xchacha20poly1305_ietf_decrypt')) {
            return null;
        }
        $length = SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES;
        if (strlen($rest) <= $length) {
            return null;
        }
        $plain = sodium_crypto_aead_xchacha20poly1305_ietf_decrypt(
            substr($rest, $length),
            $name,
            substr($rest, 0, $length),
            $this->key(self::SODIUM),
        );

        return $plain === false ? null : $plain;
    }

    private function openOpenssl(string $rest, string $name): ?string
    {
        if (!function_exists('openssl_decrypt') || strlen($rest) < (self::IV_BYTES + self::TAG_BYTES)) {
            return null;
        }
        $plain = openssl_decrypt(
            substr($rest, self::IV_BYTES + self::TAG_BYTES),
            self::CIPHER,
            $this->key(self::OPENSSL),
            OPENSSL_RAW_DATA,
            substr($rest, 0, self::IV_BYTES),
            substr($rest, self::IV_BYTES, self::TAG_BYTES),
            $name,
        );

        return $plain === false ? null : $plain;
    }

    private function key(string $scheme): string
    {
        return $this->keys->key('secret ' . bin2hex($scheme));
    }
}
