<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;

/** What the buyer reads, and what of it a merchant may edit in the shop. */
final class BuyerTextsTest extends TestCase
{
    protected function tearDown(): void
    {
        BuyerTexts::editedBy(static fn(): array => []);
    }

    public function testTheShopIsGivenEveryTextOfOneLine(): void
    {
        self::assertSame(InfoTexts::written(), InfoTexts::read(), 'Run php tests/php/write-texts.php');
        $info = simplexml_load_string(InfoTexts::read());
        self::assertNotFalse($info);
        $texts = require dirname(__DIR__, 2) . '/php/jtl_twint/src/Checkout/texts/fre.php';
        $variables = 0;
        foreach ($info->Install->Locales->Variable as $variable) {
            $french = $variable->xpath('VariableLocalized[@iso="FRE"]');
            self::assertSame($texts[(string) $variable->Name], (string) $french[0]);
            self::assertNotSame(
                (string) $variable->Description,
                Catalogue::of('de-DE')[(string) $variable->Description],
            );
            $variables++;
        }
        self::assertGreaterThan(100, $variables);
    }

    public function testTheMerchantsWordsAreShownInTheirLanguage(): void
    {
        BuyerTexts::editedBy(static fn(string $iso): array => (
            $iso === 'ger' ? ['heading' => 'Mit TWINT zahlen', 'amount' => 'Summe'] : []
        ));
        self::assertSame('Mit TWINT zahlen', BuyerTexts::in('ger')->get('heading'));
        self::assertSame(['amount' => 'Summe'], BuyerTexts::in('ger')->some(['amount']));
        self::assertSame('Zahlen', BuyerTexts::in('ger', ['heading' => 'Zahlen'])->get('heading'));
        self::assertNotSame('Mit TWINT zahlen', BuyerTexts::in('fre')->get('heading'));
    }

    /** @return iterable<string, array{string}> */
    public static function broken(): iterable
    {
        yield 'no place for the number' => ['Payment'];
        yield 'a place too many' => ['Payment %s of %s'];
        yield 'another kind of place' => ['Payment %d'];
        yield 'a percent sign' => ['100 % payment for order %s'];
    }

    /** @dataProvider broken */
    public function testWhereTheMerchantsWordsHaveNoPlaceForWhatBelongsThereOursAreShown(string $edited): void
    {
        BuyerTexts::editedBy(static fn(): array => ['page_title' => $edited]);
        self::assertSame('TWINT payment for order B-1', BuyerTexts::in('eng')->get('page_title', 'B-1'));
    }

    public function testALanguageWithoutTextsOfItsOwnHasTheMerchantsOrEnglishOnes(): void
    {
        BuyerTexts::editedBy(static fn(string $iso): array => $iso === 'spa' ? ['amount' => 'Importe'] : []);
        self::assertSame('Importe', BuyerTexts::in('spa')->get('amount'));
        self::assertSame('Shop', BuyerTexts::in('spa')->get('shop'));
    }
}
