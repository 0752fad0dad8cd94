<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;

/** A text is written in one language, with that language's words of the glossary. */
final class GlossaryTest extends TestCase
{
    private const BUYER = ['ger' => 'de', 'eng' => 'en', 'fre' => 'fr', 'ita' => 'it'];
    /** The letters to the hosting company that are in another language on purpose. */
    public const LETTERS = [
        'twint.check.extension.hosterSecond',
        'twint.check.extension.hosterThird',
        'twint.check.extension.hosterFourth',
    ];

    public function testEveryTermHasAWordInEveryLanguage(): void
    {
        self::assertSame([], (new Glossary())->gaps());
    }

    public function testAForeignWordIsFound(): void
    {
        $glossary = new Glossary();
        self::assertSame(['Bestellung (de)'], $glossary->foreign('fr', 'Votre Bestellung est payée.'));
        self::assertSame(['payment (en)'], $glossary->foreign('it', 'Il payment è in corso.'));
        self::assertSame([], $glossary->foreign('fr', 'La phase de la transaction dans JTL-Shop.'));
    }

    /** @dataProvider texts */
    public function testNoTextHasAWordOfAnotherLanguage(string $language, string $text): void
    {
        self::assertSame([], (new Glossary())->foreign($language, $text));
    }

    /** @dataProvider texts */
    public function testFrenchHasANarrowSpaceBeforeDoubleSigns(string $language, string $text): void
    {
        preg_match_all('/.{0,30}[\p{L}\p{N}»)][:;?!](?=\s|$)/mu', $language === 'fr' ? $text : '', $found);
        self::assertSame([], $found[0]);
    }

    /** @return iterable<string, array{string, string}> all texts of a place, one below the other */
    public static function texts(): iterable
    {
        foreach (Catalogue::locales() as $locale) {
            $texts = array_diff_key(Catalogue::of($locale), array_flip(self::LETTERS));
            yield "the backend, $locale" => [substr($locale, 0, 2), implode("\n", $texts)];
        }
        foreach (self::BUYER as $name => $language) {
            $texts = require __DIR__ . "/../../php/jtl_twint/src/Checkout/texts/$name.php";
            yield "the buyer, $name" => [$language, implode("\n", $texts)];
        }
        foreach (self::mails() as $language => $texts) {
            yield "the mails, $language" => [
                $language,
                (string) preg_replace('/\{[^}]*\}|#[^#]*#/', '', implode("\n", $texts)),
            ];
        }
        foreach (self::methods() as $language => $text) {
            yield "the way to pay, $language" => [$language, $text];
        }
        foreach (Manual::locales() as $locale) {
            yield "the manual, $locale" => [substr($locale, 0, 2), self::prose((new Manual($locale))->read())];
        }
    }

    /** @return array<string, string> what the list of ways to pay says of ours, by language */
    private static function methods(): array
    {
        $info = simplexml_load_file(__DIR__ . '/../../php/jtl_twint/info.xml');
        self::assertNotFalse($info);
        $texts = [];
        foreach ($info->Install->PaymentMethod->Method->MethodLanguage as $method) {
            $texts[self::BUYER[strtolower((string) $method['iso'])]] = "{$method->ChargeName}\n{$method->InfoText}";
        }

        return $texts;
    }

    /** @return array<string, list<string>> subjects and texts of our mails to buyers, by language */
    private static function mails(): array
    {
        $info = simplexml_load_file(__DIR__ . '/../../php/jtl_twint/info.xml');
        self::assertNotFalse($info);
        $texts = [];
        foreach ($info->Install->Emailtemplate->Template as $template) {
            foreach ($template->TemplateLanguage as $mail) {
                $language = self::BUYER[strtolower((string) $mail['iso'])];
                $texts[$language] = [
                    ...($texts[$language] ?? []),
                    (string) $mail->Subject,
                    (string) $mail->ContentText,
                ];
            }
        }

        return $texts;
    }

    /** Without code, addresses, and what JTL-Shop or another language's page prints (in the manual in italics). */
    private static function prose(string $manual): string
    {
        return (string) preg_replace(
            ['/^```.*?^```$/ms', '/<!--.*?-->/s', '/`[^`\n]+`/', '/\]\([^)]*\)/', '/(?<!\*)\*[^*\n]+\*(?!\*)/'],
            ['', '', '', ']', ''],
            $manual,
        );
    }
}
