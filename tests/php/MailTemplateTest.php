<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Shop\MailTemplate;
use Plugin\jtl_twint\src\Shop\MailTemplates;

/** The templates of our mails: in info.xml, and in the shop as its installer leaves them. */
final class MailTemplateTest extends TestCase
{
    private const INFO = __DIR__ . '/../../php/jtl_twint/info.xml';
    private const PLUGIN = 5;

    /** @return iterable<string, array{\SimpleXMLElement}> */
    public static function templates(): iterable
    {
        $info = simplexml_load_file(self::INFO);
        self::assertNotFalse($info);
        foreach ($info->Install->Emailtemplate->Template as $template) {
            yield (string) $template->ModulId => [$template];
        }
    }

    public function testEachMailHasATemplateAndNoOtherIsThere(): void
    {
        $modules = array_keys(iterator_to_array(self::templates()));
        self::assertSame(
            array_map(static fn(MailTemplate $mail): string => $mail->value, MailTemplate::cases()),
            $modules,
        );
    }

    /**
     * The shop cuts the name of a module at an underscore, and refuses to install a plugin with another sign in a subject.
     *
     * @dataProvider templates
     */
    public function testTheShopTakesIt(\SimpleXMLElement $template): void
    {
        self::assertMatchesRegularExpression('/^[A-Za-z]+$/D', (string) $template->ModulId);
        self::assertMatchesRegularExpression('~^[\w/\- ]+$~uD', (string) $template->Name);
        self::assertSame(
            ['text/html', 'Y', '0', '0', '0'],
            array_map('strval', [
                $template->Type,
                $template->Active,
                $template->AKZ,
                $template->AGB,
                $template->WRB,
            ]),
        );
        foreach ($template->TemplateLanguage as $language) {
            self::assertMatchesRegularExpression('~^[a-zA-Z\d/_\-.#: ]+$~D', (string) $language->Subject);
        }
    }

    /**
     * In a language of the shop that is not here its installer puts the first, so that is English.
     *
     * @dataProvider templates
     */
    public function testItSaysTheSameInFourLanguagesAsHtmlAndAsPlainText(\SimpleXMLElement $template): void
    {
        $languages = [];
        $variables = [];
        foreach ($template->TemplateLanguage as $language) {
            $languages[] = (string) $language['iso'];
            $html = (string) $language->ContentHtml;
            $text = (string) $language->ContentText;
            $variables[] = self::variables($text);
            self::assertSame(self::variables($text), self::variables($html), (string) $language['iso']);
            self::assertSame(self::words($text), self::words($html), (string) $language['iso']);
            self::assertMatchesRegularExpression(
                '/#(oPluginMail\.orderNumber|firma\.name)#/',
                (string) $language->Subject,
            );
            self::assertStringNotContainsString('ß', $text);
        }
        self::assertSame(['ENG', 'GER', 'FRE', 'ITA'], $languages);
        self::assertCount(1, array_unique($variables, SORT_REGULAR));
        self::assertSame([], array_diff($variables[0], array_keys((array) MailTemplates::example())));
    }

    /** @return list<string> */
    private static function variables(string $text): array
    {
        preg_match_all('/\$oPluginMail->(\w+)/', $text, $found);
        $names = array_values(array_unique($found[1]));
        sort($names);

        return $names;
    }

    /** Without what only one of the two has: tags, escaping, the address written out. */
    private static function words(string $text): string
    {
        $text = str_replace(["|escape:'html'", 'type=html'], ['', 'type=plain'], $text);
        $text = (string) preg_replace('/\x{202F}?: \{\$oPluginMail->link\}/u', '', $text);

        return trim((string) preg_replace('/\s+/', ' ', strip_tags(str_replace('<br>', ' ', $text))));
    }

    public function testWhatTheShopSwitchedOffForALanguageItLacksIsSwitchedOn(): void
    {
        $templates = $this->installed([
            'paymentNotMade' => ['N', 1],
            'paymentReserved' => ['N', 0],
            'orderGivenUp' => ['Y', 0],
        ]);
        $templates->switchOn();
        self::assertSame(['paymentReserved'], array_keys($templates->state()->switchedOff));
    }

    public function testAnUpdateLeavesOffWhatTheMerchantSwitchedOff(): void
    {
        $before = $this->installed(['paymentNotMade' => ['N', 0], 'paymentReserved' => ['Y', 0]]);
        $before->rememberSwitchedOff();
        // The shop's updater writes the rows anew, as info.xml has them.
        $after = $this->installed(['paymentNotMade' => ['Y', 0], 'paymentReserved' => ['Y', 0]], keepFacts: true);
        $after->switchOffAgain();
        self::assertSame(['paymentNotMade'], array_keys($after->state()->switchedOff));
        $later = $this->installed(['paymentNotMade' => ['Y', 0]], keepFacts: true);
        $later->switchOffAgain();
        self::assertSame([], $later->state()->switchedOff);
    }

    public function testWhatIsNotInTheShopIsMissing(): void
    {
        $all = array_fill_keys(
            array_map(static fn(MailTemplate $mail): string => $mail->value, MailTemplate::cases()),
            ['Y', 0],
        );
        self::assertSame([], $this->installed($all)->state()->missing);
        unset($all['partReceived']);
        self::assertSame([MailTemplate::PartReceived], $this->installed($all)->state()->missing);
    }

    /** @param array<string, array{string, int}> $rows by module: whether it is on, and faulty */
    private function installed(array $rows, bool $keepFacts = false): MailTemplates
    {
        $world = $keepFacts ? new World(new Twint()) : World::fresh(new Twint());
        $world->pdo->exec(
            'CREATE TABLE IF NOT EXISTS temailvorlage (kEmailvorlage INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, cName VARCHAR(255),
            cModulId VARCHAR(255), cAktiv CHAR(1), nFehlerhaft TINYINT DEFAULT 0, kPlugin INT UNSIGNED DEFAULT 0) ENGINE=InnoDB',
        );
        $world->pdo->exec('DELETE FROM temailvorlage');
        $insert = $world->pdo->prepare(
            'INSERT INTO temailvorlage (cName, cModulId, cAktiv, nFehlerhaft, kPlugin) VALUES (?, ?, ?, ?, ?)',
        );
        foreach ($rows as $module => [$active, $faulty]) {
            $insert->execute([$module, $module, $active, $faulty, self::PLUGIN]);
        }
        $insert->execute(['Another', 'paymentLink', 'N', 1, self::PLUGIN + 1]);

        return new MailTemplates($world->get(Database::class), $world->get(FactStore::class), self::PLUGIN);
    }
}
