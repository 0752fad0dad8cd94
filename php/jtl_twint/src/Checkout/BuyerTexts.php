<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** What the buyer reads, in the language of the shop's page. */
final class BuyerTexts
{
    private const FALLBACK = 'eng';
    /** The shop's language codes that have texts of their own, and what browsers and screen readers call them. */
    private const LANGUAGES = ['ger' => 'de-CH', 'fre' => 'fr-CH', 'ita' => 'it-CH', 'eng' => 'en'];

    /** @param array<string, string> $texts */
    private function __construct(
        private readonly array $texts,
        public readonly string $language,
    ) {
    }

    /**
     * @param string $iso the shop's code of three letters
     * @param array<string, string> $own the merchant's words instead
     */
    public static function in(string $iso, array $own = []): self
    {
        $iso = isset(self::LANGUAGES[$iso]) ? $iso : self::FALLBACK;
        /** @var array<string, string> $texts */
        $texts = require __DIR__ . '/texts/' . $iso . '.php';

        return new self($own + $texts, self::LANGUAGES[$iso]);
    }

    public function get(string $key, string ...$values): string
    {
        $text = $this->texts[$key] ?? throw new \LogicException('There is no text "' . $key . '"');

        return $values === [] ? $text : vsprintf($text, $values);
    }

    /**
     * @param list<string> $keys
     * @return array<string, string>
     */
    public function some(array $keys): array
    {
        return array_intersect_key($this->texts, array_flip($keys));
    }
}
