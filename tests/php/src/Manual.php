<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Settings\ChoiceSetting;
use Plugin\jtl_twint\src\Settings\NumberSetting;
use Plugin\jtl_twint\src\Settings\Setting;
use Plugin\jtl_twint\src\Settings\SettingCatalogue;

/** The user manual of one language, and what in it must follow from the plugin. */
final class Manual
{
    private const FOLDER = __DIR__ . '/../../../docs/manual/';
    private const FROM = "<!-- settings: written by tests/php/write-settings.php -->\n";
    private const TO = '<!-- /settings -->';
    private const COLUMNS = [
        'de-DE' => ['Einstellung', 'Wahl', 'Wirkung', 'Text'],
        'en-GB' => ['Setting', 'Choices', 'Effect', 'text'],
        'fr-FR' => ['Réglage', 'Choix', 'Effet', 'texte'],
        'it-IT' => ['Impostazione', 'Scelta', 'Effetto', 'testo'],
    ];

    /** @var array<string, string> */
    private readonly array $texts;

    public function __construct(
        private readonly string $locale,
    ) {
        $this->texts = Catalogue::of($locale);
    }

    /** @return list<string> the languages that have a manual */
    public static function locales(): array
    {
        return array_values(array_filter(Catalogue::locales(), static fn(string $locale): bool => is_file(
            (new self($locale))->path(),
        )));
    }

    public function path(): string
    {
        return self::FOLDER . substr($this->locale, 0, 2) . '.md';
    }

    public function read(): string
    {
        return (string) file_get_contents($this->path());
    }

    /** Its text with the table of settings as it has to be. */
    public function withSettings(): string
    {
        $text = $this->read();
        $from = strpos($text, self::FROM);
        $to = strpos($text, self::TO);
        if ($from === false || $to === false) {
            throw new \RuntimeException('The marks around the settings are missing in ' . $this->path());
        }

        return substr($text, 0, $from) . self::FROM . "\n" . $this->settings() . "\n" . substr($text, $to);
    }

    private function settings(): string
    {
        [$name, $choices, $effect] = self::COLUMNS[$this->locale];
        $table = '';
        $group = null;
        foreach (SettingCatalogue::all() as $setting) {
            if ($group !== $setting->group()) {
                $group = $setting->group();
                $table .=
                    ($table === '' ? '' : "\n")
                    . '#### '
                    . $this->texts['twint.group.' . $group->value]
                    . "\n\n| $name | $choices | $effect |\n|---|---|---|\n";
            }
            $table .= sprintf(
                "| %s | %s | %s |\n",
                $this->texts['twint.setting.' . $setting->name()],
                $this->choices($setting),
                $this->help($setting->name()),
            );
        }

        return $table;
    }

    private function choices(Setting $setting): string
    {
        if ($setting instanceof NumberSetting) {
            return sprintf(
                '%s. ' . $this->texts['twint.range'],
                $this->texts['twint.unit.' . $setting->unit],
                $setting->least,
                $setting->most,
                $setting->default,
            );
        }
        if (!$setting instanceof ChoiceSetting) {
            return self::COLUMNS[$this->locale][3];
        }
        $list = str_starts_with($setting->name(), 'status_') ? 'status' : $setting->name();

        return implode(str_starts_with($this->locale, 'fr') ? "\u{202F}; " : '; ', array_map(
            fn(string $word): string => (
                $this->texts["twint.choice.$list.$word"]
                . ($word === $setting->default ? ' (' . $this->texts['twint.default'] . ')' : '')
            ),
            $setting->words,
        ));
    }

    private function help(string $name): string
    {
        if (preg_match('/^text_(heading|intro)_(\w+)$/D', $name, $parts) !== 1) {
            return $this->texts['twint.setting.' . $name . '.help'];
        }

        return sprintf(
            $this->texts['twint.setting.text_' . $parts[1] . '.help'],
            BuyerTexts::in($parts[2])->get('heading'),
        );
    }
}
