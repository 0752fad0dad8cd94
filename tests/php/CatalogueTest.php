<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Health\CheckState;
use Plugin\jtl_twint\src\Settings\ChoiceSetting;
use Plugin\jtl_twint\src\Settings\NumberSetting;
use Plugin\jtl_twint\src\Settings\SettingCatalogue;
use Plugin\jtl_twint\src\Settings\SettingGroup;
use Plugin\jtl_twint\src\Shop\MailTemplate;

final class CatalogueTest extends TestCase
{
    private const PLUGIN = __DIR__ . '/../../php/jtl_twint/';

    /** @return iterable<string, array{string}> */
    public static function locales(): iterable
    {
        foreach (Catalogue::locales() as $locale) {
            yield $locale => [$locale];
        }
    }

    public function testTheBackendSpeaksGermanAndEnglishAtLeast(): void
    {
        self::assertSame([], array_diff(['de-DE', 'en-GB'], Catalogue::locales()));
    }

    /** @dataProvider locales */
    public function testEveryLanguageHasTheSameTextsWithTheSamePlaces(string $locale): void
    {
        [$german, $texts] = [Catalogue::of('de-DE'), Catalogue::of($locale)];
        self::assertSame(array_keys($german), array_keys($texts));
        foreach ($texts as $key => $text) {
            self::assertNotSame('', trim($text), $key);
            self::assertSame(self::places($german[$key]), self::places($text), $key);
            self::assertSame(substr_count($german[$key], "\n"), substr_count($text, "\n"), $key);
        }
    }

    /** In Switzerland nobody writes ß; French has a narrow space that does not break within « » and before a colon. */
    public function testTextsAreWrittenAsInSwitzerland(): void
    {
        self::assertSame([], preg_grep('/ß/u', Catalogue::of('de-DE')));
        $french = array_diff_key(Catalogue::of('fr-FR'), array_flip(GlossaryTest::LETTERS));
        $buyer = require self::PLUGIN . 'src/Checkout/texts/fre.php';
        foreach ([$french, $buyer] as $texts) {
            self::assertSame([], preg_grep("/[ \u{a0}][:;?!»]|«[ \u{a0}]|\pL[:;?!](?=\s|$)|\pL['´]\pL/u", $texts));
        }
    }

    /** @dataProvider locales */
    public function testTheCompiledCatalogueIsOfTheseTexts(string $locale): void
    {
        $folder = self::PLUGIN . 'locale/' . $locale . '/base';
        self::assertStringContainsString(
            '"Language: ' . str_replace('-', '_', $locale) . '\n"',
            (string) file_get_contents($folder . '.po'),
        );
        exec(
            'msgfmt -o - ' . escapeshellarg($folder . '.po') . ' | cmp - ' . escapeshellarg($folder . '.mo'),
            result_code: $differs,
        );
        self::assertSame(0, $differs, "run msgfmt -o $folder.mo $folder.po");
    }

    public function testEveryTextThatIsAskedForIsThere(): void
    {
        $texts = Catalogue::of('en-GB');
        preg_match_all('/[\'"](twint\.[A-Za-z_.]*[A-Za-z])[\'"]/', self::sources(), $found);
        $asked = $found[1];
        foreach (SettingCatalogue::all() as $name => $setting) {
            $asked[] = 'twint.setting.' . $name;
            $isText = str_starts_with($name, 'text_');
            $asked[] = 'twint.setting.' . ($isText ? preg_replace('/_[a-z]{3}$/D', '', $name) : $name) . '.help';
            if ($setting instanceof NumberSetting) {
                $asked[] = 'twint.unit.' . $setting->unit;
            }
            if ($setting instanceof ChoiceSetting) {
                $list = $setting->group() === SettingGroup::OrderStatus ? 'status' : $name;
                foreach ($setting->words as $word) {
                    $asked[] = "twint.choice.$list.$word";
                }
            }
        }
        foreach (MailTemplate::cases() as $template) {
            // As the shop's own list of mail templates asks.
            $asked[] = "name_{$template->value}";
            $asked[] = "{$template->value}_desc";
        }
        foreach (SettingGroup::cases() as $group) {
            $asked[] = 'twint.group.' . $group->value;
        }
        foreach (CheckState::cases() as $state) {
            $asked[] = 'twint.state.' . $state->value;
        }
        self::assertGreaterThan(150, count($asked));
        self::assertSame([], array_values(array_unique(array_diff($asked, array_keys($texts)))));
    }

    /** JTL-Shop has texts of its own under such keys, in its own languages only: a page would mix two. */
    public function testNoTextIsAskedForByAWordOfTheShops(): void
    {
        preg_match_all('/__\([\'"](?!twint\.)[^\'"]+/', self::sources(), $found);
        self::assertSame([], $found[0]);
    }

    /** The plugin's code and templates, one below the other. */
    private static function sources(): string
    {
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(
            self::PLUGIN,
            \FilesystemIterator::SKIP_DOTS,
        ));
        $sources = '';
        foreach ($files as $file) {
            if (preg_match('/\.(php|tpl)$/D', (string) $file) === 1) {
                $sources .= file_get_contents((string) $file) . "\n";
            }
        }

        return $sources;
    }

    /** @return list<string> */
    private static function places(string $text): array
    {
        preg_match_all('/%(?:\d\$)?[sd]/', $text, $found);
        sort($found[0]);

        return $found[0];
    }
}
