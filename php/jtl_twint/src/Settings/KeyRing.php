<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** Keys for the plugin's purposes, all derived from the shop's own: none can be told from another, and nothing stored gives one away. */
final class KeyRing
{
    private const BYTES = 32;

    public function __construct(
        #[\SensitiveParameter]
        private readonly string $shopKey,
    ) {
    }

    /** As includes/config.JTL-Shop.ini.php has it; whether there is one is asked when a key is needed. */
    public static function ofShop(): self
    {
        return new self(\defined('BLOWFISH_KEY') ? (string) \constant('BLOWFISH_KEY') : '');
    }

    /**
     * @param string $purpose for which there is a key of its own
     * @param int<1, 8160> $bytes
     * @param string $salt that can be exchanged for another key of the same purpose
     * @return string raw bytes
     */
    public function key(string $purpose, int $bytes = self::BYTES, string $salt = ''): string
    {
        if ($this->shopKey === '') {
            throw new \RuntimeException(
                'The shop has no BLOWFISH_KEY in includes/config.JTL-Shop.ini.php, so nothing can be encrypted.',
            );
        }

        return hash_hkdf('sha256', $this->shopKey, $bytes, 'jtl_twint ' . $purpose, $salt);
    }

    /** @return array<string, string> */
    public function __debugInfo(): array
    {
        return ['key' => 'hidden'];
    }
}
