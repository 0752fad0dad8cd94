<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** What the buyer reads, in the language of the shop's page: the merchant's words where there are any, else ours. */
final class BuyerTexts
{
    private const FALLBACK = 'eng';
    /** The shop's language codes that have texts of their own, and what browsers and screen readers call them. */
    private const LANGUAGES = ['ger' => 'de-CH', 'fre' => 'fr-CH', 'ita' => 'it-CH', 'eng' => 'en'];

    /** @var (\Closure(string): array<string, string>)|null */
    private static ?\Closure $edited = null;

    /**
     * @param array<string, string> $texts
     * @param array<string, string> $own the merchant's instead
     */
    private function __construct(
        private readonly array $texts,
        private readonly array $own,
        public readonly string $language,
    ) {
    }

    /** @param \Closure(string): array<string, string> $edited the merchant's words by a language's code of three letters; asked when they are shown */
    public static function editedBy(\Closure $edited): void
    {
        self::$edited = $edited;
    }

    /**
     * @param string $iso the shop's code of three letters
     * @param array<string, string> $own the merchant's words that stand even above the edited ones
     */
    public static function in(string $iso, array $own = []): self
    {
        $own += self::$edited === null ? [] : (self::$edited)($iso);
        $iso = isset(self::LANGUAGES[$iso]) ? $iso : self::FALLBACK;
        /** @var array<string, string> $texts */
        $texts = require __DIR__ . '/texts/' . $iso . '.php';
        $own = array_filter(
            array_intersect_key($own, $texts),
            static fn(string $text, string $key): bool => self::hasPlaces($text, $texts[$key]),
            ARRAY_FILTER_USE_BOTH,
        );

        return new self($texts, $own, self::LANGUAGES[$iso]);
    }

    public function get(string $key, string ...$values): string
    {
        $text = $this->own[$key] ?? $this->texts[$key] ?? throw new \LogicException('There is no text "' . $key . '"');

        return $values === [] ? $text : vsprintf($text, $values);
    }

    /**
     * @param list<string> $keys
     * @return array<string, string>
     */
    public function some(array $keys): array
    {
        return array_intersect_key($this->own + $this->texts, array_flip($keys));
    }

    /** Whether what is put into ours can be put into the merchant's as well: an amount or a link is never lost, and no page breaks. */
    private static function hasPlaces(string $text, string $ours): bool
    {
        $places = substr_count($ours, '%s');

        return substr_count($text, '%s') === $places && ($places === 0 || substr_count($text, '%') === $places);
    }
}
