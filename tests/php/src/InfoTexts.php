<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The texts that a merchant may edit in the shop's plugin manager: in info.xml, written from those of the plugin. */
final class InfoTexts
{
    private const PLUGIN = __DIR__ . '/../../../php/jtl_twint/';
    /** What a language that has none of its own gets is the first. */
    private const LANGUAGES = ['eng', 'ger', 'fre', 'ita'];

    public static function path(): string
    {
        return self::PLUGIN . 'info.xml';
    }

    public static function read(): string
    {
        return (string) file_get_contents(self::path());
    }

    /** What info.xml has to be. */
    public static function written(): string
    {
        $info = (string) preg_replace('~\n        <Locales>.*</Locales>~s', '', self::read());
        $variables = '';
        foreach (self::editable() as $key => $texts) {
            $variables .= self::variable($key, $texts);
        }

        return str_replace(
            "\n    </Install>",
            "\n        <Locales>\n            <!-- Written from src/Checkout/texts by tests/php/write-texts.php. -->\n"
            . $variables
            . "        </Locales>\n    </Install>",
            $info,
        );
    }

    /**
     * The shop makes one line of each and takes none that is empty.
     *
     * @return array<string, array<string, string>> by key and language
     */
    public static function editable(): array
    {
        $texts = [];
        foreach (self::LANGUAGES as $language) {
            foreach (require self::PLUGIN . 'src/Checkout/texts/' . $language . '.php' as $key => $text) {
                $texts[$key][$language] = $text;
            }
        }

        return array_filter(
            $texts,
            static fn(array $of): bool => !in_array('', $of, true) && !str_contains(implode($of), "\n"),
        );
    }

    /** @param array<string, string> $texts */
    private static function variable(string $key, array $texts): string
    {
        $place = match (strtok($key, '_')) {
            'mail' => 'mail',
            'express' => 'express',
            default => 'page',
        };
        $type = max(array_map(mb_strlen(...), $texts)) > 60 ? "\n                <Type>textarea</Type>" : '';
        $localized = '';
        foreach ($texts as $language => $text) {
            $localized .=
                '                <VariableLocalized iso="'
                . strtoupper($language)
                . '">'
                . htmlspecialchars($text, ENT_XML1 | ENT_NOQUOTES)
                . "</VariableLocalized>\n";
        }

        return (
            "            <Variable>\n                <Name>$key</Name>\n"
            . "                <Description>twint.texts.$place</Description>$type\n$localized            </Variable>\n"
        );
    }
}
