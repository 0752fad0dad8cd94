<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Documentation;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Shop\MerchantLanguage;

/**
 * The manual in the merchant's language. Packages carry it beside the templates, written from docs/manual; where a copy of the
 * plugin comes without it, there is none.
 */
final class Manual
{
    /** Of the languages that it is written in, for admins who speak none of them. */
    private const FALLBACK = 'en';
    private const FOLDER = 'manual/';

    private ?string $text = null;

    private ?Messages $messages = null;

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly MerchantLanguage $language,
    ) {
    }

    /** As HTML, whose places have the names of Anchor; null: it is not there. */
    public function html(): ?string
    {
        $text = $this->text();

        return $text === '' ? null : ManualHtml::of($text, $this->plugin->getPaths()->getAdminURL() . self::FOLDER);
    }

    /** The place that explains what the backend says, where there is one; null: it says nothing, or nothing that is explained. */
    public function placeOf(?string $message): ?string
    {
        return ($this->messages ??= Messages::of($this->text()))->placeOf((string) $message);
    }

    private function text(): string
    {
        return $this->text ??= $this->read($this->language()) ?? $this->read(self::FALLBACK) ?? '';
    }

    private function read(string $language): ?string
    {
        $file = $this->plugin->getPaths()->getAdminPath() . self::FOLDER . $language . '.md';
        $text = is_file($file) ? file_get_contents($file) : false;

        return $text === false ? null : $text;
    }

    /** @return string such as "de" */
    private function language(): string
    {
        $locale = $this->language->inBackend(Shop::Container()->getGetText()->getLanguage());

        return (string) preg_replace('/[^a-z].*/s', '', $locale);
    }
}
