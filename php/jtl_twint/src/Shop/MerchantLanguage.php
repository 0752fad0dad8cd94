<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Settings\Settings;

/**
 * The language in which the plugin speaks to the merchant: the backend's, or one that the merchant chose. JTL-Shop itself
 * comes with a German and an English backend only; elsewhere nobody could read the plugin in French or Italian.
 */
final class MerchantLanguage
{
    /** How the backend names the folders of the languages that the shop names so. */
    private const LOCALES = ['ger' => 'de-DE', 'eng' => 'en-GB', 'fre' => 'fr-FR', 'ita' => 'it-IT'];

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Puts the texts of the language that was chosen over those that the shop has loaded. For whatever is about to show something in
     * the backend: which language it is stands in the database, and most pages show nothing of ours.
     */
    public function speak(): void
    {
        try {
            $locale = $this->chosen();
        } catch (\Throwable) {
            // The texts are there in the backend's language. What is about to be shown reads the settings as well, and says what is wrong.
            return;
        }
        if ($locale !== null) {
            $file = $this->plugin->getPaths()->getBasePath() . 'locale/' . $locale . '/base.mo';
            Shop::Container()->getGetText()->loadLocaleFile($file);
        }
    }

    /** @return string the locale of what is shown in a backend of this one */
    public function inBackend(string $locale): string
    {
        return $this->chosen() ?? $locale;
    }

    /** @return string the locale for a mail of a shop in this language */
    public function inMails(string $shopLanguage): string
    {
        return $this->chosen() ?? self::LOCALES[$shopLanguage] ?? 'en-GB';
    }

    private function chosen(): ?string
    {
        return self::LOCALES[$this->settings->backendLanguage()] ?? null;
    }
}
