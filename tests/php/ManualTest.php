<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Admin\CertificateForm;
use Plugin\jtl_twint\src\Admin\Documentation\Anchor;
use Plugin\jtl_twint\src\Admin\Documentation\Messages;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Said;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Settings\KeeperResult;

/** The manual says what the plugin says: whoever searches it for what stands on the screen finds it. */
final class ManualTest extends TestCase
{
    private const ROOT = __DIR__ . '/../../';
    private const MESSAGES = [
        'de-DE' => '## Meldungen',
        'en-GB' => '## Messages',
        'fr-FR' => '## Messages',
        'it-IT' => '## Messaggi',
    ];
    /** What may be put into a sentence: a number, a name of a set, one that looks like part of a sentence or of Markdown. */
    private const VALUES = ['7', 'Access data 1', 'B_o*u* (2): «x», 50 %. `y`'];
    private const BUYER = ['de-DE' => 'ger', 'en-GB' => 'eng', 'fr-FR' => 'fre', 'it-IT' => 'ita'];
    /** Of these, every sentence stands in the chapter of messages. */
    private const EXPLAINED =
        '/^twint\.(refusal|forbidden|certificate|refused)\.|^twint\.expiry\.(soon|tomorrow|today|over)$'
            . '|^twint\.(connectionWithoutAccess|tx\.(finding|reason|link\.refusal)\.\w+|days\.\w+)$'
            . '|^twint\.alarm\.(extension|extensionNoFile|cron|cronNever|failing|contradictions|refused)$'
            . '|^twint\.check\.\w+\.(missing|old|differs|unreadable|unknown|expired|ends|endsNow|waits|never|closed|bad|beforeOrder|off)$'
            . '|^twint\.check\.\w+\.(inactive|adminsOnly|none|busy|trouble|late|test|many|several)$/D';

    /** @return iterable<string, array{string}> */
    public static function locales(): iterable
    {
        foreach (Manual::locales() as $locale) {
            yield $locale => [$locale];
        }
    }

    /** @return iterable<string, array{string}> */
    public static function documents(): iterable
    {
        $files = ['README.md', ...(glob(self::ROOT . 'docs/*.md') ?: []), ...(glob(self::ROOT . 'docs/*/*.md') ?: [])];
        foreach ($files as $file) {
            $file = str_replace(self::ROOT, '', $file);
            yield $file => [$file];
        }
    }

    /** @dataProvider documents */
    public function testWhateverIsLinkedIsThere(string $file): void
    {
        preg_match_all('/\]\(([^)\s]+)\)/', (string) file_get_contents(self::ROOT . $file), $found);
        $missing = array_filter(
            $found[1],
            static fn(string $link): bool => preg_match('/^[a-z]+:/', $link) !== 1 && !self::exists($file, $link),
        );
        self::assertSame([], array_values($missing));
    }

    /** @dataProvider locales */
    public function testTheSettingsAreThoseOfThePlugin(string $locale): void
    {
        $manual = new Manual($locale);
        self::assertSame($manual->withSettings(), $manual->read(), 'Run php tests/php/write-settings.php');
    }

    /** @dataProvider locales */
    public function testEveryMessageIsExplained(string $locale): void
    {
        $explained = self::messages($locale);
        $sentences = array_filter(
            Catalogue::of($locale),
            static fn(string $key): bool => preg_match(self::EXPLAINED, $key) === 1,
            ARRAY_FILTER_USE_KEY,
        );
        self::assertGreaterThan(100, count($sentences));
        foreach (self::buyerTexts($locale) as $key => $text) {
            if ($key !== 'heading' && preg_match('/_(heading|failed)$/D', $key) === 1) {
                $sentences[$key] = $text;
            }
        }
        self::assertSame([], array_diff(array_map(self::asWritten(...), $sentences), $explained));
    }

    /** @dataProvider locales */
    public function testEveryMessageLeadsToItsPlaceWhateverIsPutIntoIt(string $locale): void
    {
        $messages = Messages::of((new Manual($locale))->read());
        $explained = self::messages($locale);
        $lost = [];
        foreach ([...array_values(Catalogue::of($locale)), ...array_values(self::buyerTexts($locale))] as $sentence) {
            $written = self::asWritten($sentence);
            foreach (in_array($written, $explained, true) ? self::VALUES : [] as $value) {
                $said = (string) preg_replace_callback('/%(?:\d\$)?[sd]/', static fn(): string => $value, $sentence);
                if ($messages->placeOf($said) !== Anchor::ofMessage($written)) {
                    $lost[] = $said;
                }
            }
        }
        self::assertSame([], $lost);
    }

    public function testWhatIsSaidOfASetOfAccessDataLeadsToThePlaceOfTheMessage(): void
    {
        $messages = Messages::of((new Manual('en-GB'))->read());
        $words = 0;
        foreach (array_keys(Catalogue::of('en-GB')) as $key) {
            if (preg_match('/^twint\.certificate\.(\w+)$/D', $key, $word) === 1) {
                $words++;
                foreach ([
                    KeeperResult::saved($word[1], 'Access data 1'),
                    KeeperResult::refused($word[1], 'in English'),
                ] as $result) {
                    $notice = CertificateForm::notice($result);
                    self::assertSame(__($key) . ($result->saved ? ' (Access data 1)' : ''), $notice->text);
                    self::assertSame(
                        [Anchor::ofMessage(__($key))],
                        array_map(static fn(Said $one): ?string => $messages->placeOf($one->message), $notice->said),
                        $key,
                    );
                }
            }
        }
        self::assertGreaterThan(40, $words);
        $one = (new Sentence('twint.connectionWithoutAccess', 'live'))->of('Access data 1');
        $other = (new Sentence('twint.certificateLost'))->of('Boutique: (2)');
        $notice = Notice::error($one, $other);
        self::assertSame($one->text() . ' ' . $other->text(), $notice->text);
        self::assertStringStartsWith('Access data 1: ', $notice->text);
        self::assertStringContainsString(' Boutique: (2): ', $notice->text);
        self::assertNotContains(null, array_map(
            static fn(Said $said): ?string => $messages->placeOf($said->message),
            $notice->said,
        ));
    }

    public function testWhatIsNotExplainedLeadsNowhere(): void
    {
        $messages = Messages::of("| Message | What |\n|---|---|\n| Of … and …. | x |\n| *Never* asked. | x |\n");
        self::assertSame(Anchor::ofMessage('Of … and ….'), $messages->placeOf('Of a and b.'));
        self::assertSame(Anchor::ofMessage('Never asked.'), $messages->placeOf('Never asked.'));
        foreach (['', 'Of a and b. And c', 'Boutique: Of a and b.', 'never asked.'] as $unknown) {
            self::assertNull($messages->placeOf($unknown), $unknown);
        }
    }

    /** @dataProvider locales */
    public function testNoOtherMessageIsExplained(string $locale): void
    {
        self::assertSame([], array_values(array_diff(self::messages($locale), self::sentences($locale))));
    }

    /** @dataProvider locales */
    public function testWhatIsPrintedBoldStandsOnTheScreenLikeThat(string $locale): void
    {
        $lines = (string) preg_replace('/\n +/', ' ', (new Manual($locale))->read());
        preg_match_all('/\*\*(.+?)\*\*/s', $lines, $found);
        self::assertGreaterThan(50, count($found[1]));
        self::assertSame([], array_values(array_diff(array_unique($found[1]), self::sentences($locale))));
    }

    public function testTheGermanManualIsWrittenAsInSwitzerland(): void
    {
        self::assertStringNotContainsString('ß', (new Manual('de-DE'))->read());
    }

    /** @dataProvider locales */
    public function testEveryManualHasTheSameChaptersMessagesAndPictures(string $locale): void
    {
        $shape = static fn(string $locale): array => (
            preg_match_all(
                '/^(#+) |^!\[.*\]\((.+?)(?:-[a-z]{2})?\.png\)$|^(\|)/m',
                (new Manual($locale))->read(),
                $found,
            ) > 0
                    ? array_map(null, $found[1], $found[2], $found[3])
                    : []
        );
        self::assertSame($shape('de-DE'), $shape($locale));
    }

    private static function exists(string $file, string $link): bool
    {
        [$path, $anchor] = [...explode('#', $link, 2), ''];
        $target = $path === '' ? self::ROOT . $file : self::ROOT . dirname($file) . '/' . $path;
        if ($anchor === '' || !file_exists($target)) {
            return file_exists($target);
        }
        preg_match_all('/^#+ (.+)$/m', (string) file_get_contents($target), $headings);

        // Of two headings that are the same, a link would only ever find the first.
        return count(array_keys(array_map(self::anchor(...), $headings[1]), $anchor, true)) === 1;
    }

    /** As the usual viewers name a heading. */
    private static function anchor(string $heading): string
    {
        return str_replace(' ', '-', (string) preg_replace('/[^\p{L}\p{N} _-]+/u', '', mb_strtolower($heading)));
    }

    /** @return list<string> what stands in the first column of the chapter's tables */
    private static function messages(string $locale): array
    {
        $chapter = explode(
            "\n## ",
            explode("\n" . self::MESSAGES[$locale] . "\n", (new Manual($locale))->read(), 2)[1],
        )[0];
        preg_match_all('/^\|---.*\n((?:\|.*\n)+)/m', $chapter, $tables);
        $messages = [];
        foreach ($tables[1] as $rows) {
            preg_match_all('/^\| (.+?) \|/m', $rows, $cells);
            $messages = [...$messages, ...$cells[1]];
        }

        return $messages;
    }

    /** @return list<string> all that the plugin can say in a language, to the merchant and to the buyer */
    private static function sentences(string $locale): array
    {
        return array_values(array_map(self::asWritten(...), [
            ...array_values(Catalogue::of($locale)),
            ...array_values(self::buyerTexts($locale)),
        ]));
    }

    /** @return array<string, string> */
    private static function buyerTexts(string $locale): array
    {
        return require self::ROOT . 'php/jtl_twint/src/Checkout/texts/' . self::BUYER[$locale] . '.php';
    }

    /** Whatever is put into a sentence stands in the manual as "…". */
    private static function asWritten(string $sentence): string
    {
        return (string) preg_replace('/%(?:\d\$)?[sd]/', '…', $sentence);
    }
}
