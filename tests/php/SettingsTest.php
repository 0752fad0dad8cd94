<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\SettingsForm;
use Plugin\jtl_twint\src\Settings\ChoiceSetting;
use Plugin\jtl_twint\src\Settings\NumberSetting;
use Plugin\jtl_twint\src\Settings\SettingCatalogue;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\SettingStore;

final class SettingsTest extends TestCase
{
    private SettingStore $store;

    protected function setUp(): void
    {
        $world = World::fresh(new Twint());
        $world->pdo->exec('CREATE TABLE IF NOT EXISTS tplugineinstellungen (kPlugin INT UNSIGNED NOT NULL, cName VARCHAR(255) NOT NULL,
            cWert MEDIUMTEXT NULL, KEY kPlugin (kPlugin)) ENGINE=InnoDB');
        $world->pdo->exec('DELETE FROM tplugineinstellungen');
        $this->store = new SettingStore($world->get(\Plugin\jtl_twint\src\Persistence\Database::class), 7);
    }

    /** @return array<string, string> what the form shows when nothing was ever saved */
    private static function defaults(): array
    {
        return array_map(static fn($setting): string => $setting->read(''), SettingCatalogue::all());
    }

    /** @param array<string, mixed> $changes */
    private static function post(array $changes): PostedForm
    {
        return new PostedForm(['twint_action' => 'settings', 'twint_set' => $changes + self::defaults()]);
    }

    public function testEveryDefaultMayBeSavedAndIsReadAsItself(): void
    {
        foreach (SettingCatalogue::all() as $name => $setting) {
            $default = $setting->read('');
            self::assertNull($setting->refuse($default), $name);
            self::assertSame($default, $setting->read($default), $name);
        }
    }

    public function testANumberOutOfItsRangeIsRefusedAndIfStoredReadAsTheNearest(): void
    {
        foreach (SettingCatalogue::all() as $name => $setting) {
            if (!$setting instanceof NumberSetting) {
                continue;
            }
            [$least, $most] = [$setting->least, $setting->most];
            foreach ([(string) $least, (string) $most] as $good) {
                self::assertNull($setting->refuse($good), $name);
            }
            foreach ([$least - 1, $most + 1, '', 'x', '-5', '1.5', '1e3', '99999999999999999999', ' 5'] as $bad) {
                self::assertSame(['twint.refused.number', [$least, $most]], $setting->refuse((string) $bad), $name);
            }
            self::assertSame((string) $least, $setting->read((string) ($least - 1)), $name);
            self::assertSame((string) $most, $setting->read((string) ($most + 1)), $name);
            self::assertSame((string) $setting->default, $setting->read('x'), $name);
        }
    }

    public function testAWordThatIsNotOfTheListIsRefusedAndIfStoredReadAsTheDefault(): void
    {
        foreach (SettingCatalogue::all() as $name => $setting) {
            if ($setting instanceof ChoiceSetting) {
                self::assertNotNull($setting->refuse('4'), $name);
                self::assertSame($setting->default, $setting->read('4'), $name);
                self::assertContains($setting->default, $setting->words, $name);
            }
        }
    }

    public function testAnOrderIsNeverPaidByAPhaseInWhichNoMoneyIsHeld(): void
    {
        foreach (['uncertain', 'cancelled', 'failed'] as $phase) {
            self::assertNull(Settings::of(['status_' . $phase => '3'])->statusFor($phase), $phase);
        }
        self::assertSame(3, Settings::of([])->statusFor('captured'));
        self::assertNull(Settings::of([])->statusFor('no such phase'));
    }

    public function testWhatIsSavedIsRead(): void
    {
        $form = new SettingsForm($this->store);
        $notice = $form->submit(self::post([
            'capture' => 'deferred',
            'timeout' => '300',
            'reference_prefix' => 'shop-1',
            'text_intro_ger' => 'Grüezi',
        ]));
        self::assertSame('success', $notice->kind);
        $settings = Settings::of($this->store->all());
        self::assertSame('deferred', $settings->captureMode());
        self::assertSame(300, $settings->timeoutSeconds());
        self::assertSame('shop-1', $settings->referencePrefix());
        self::assertSame(['intro' => 'Grüezi'], $settings->buyerTexts('ger'));
        self::assertSame([], $settings->buyerTexts('eng'));
    }

    public function testSavingTwiceKeepsOneRowOfEach(): void
    {
        (new SettingsForm($this->store))->submit(self::post([]));
        (new SettingsForm($this->store))->submit(self::post(['timeout' => '200']));
        self::assertSame(
            (string) count(SettingCatalogue::all()),
            Servers::database()->query('SELECT COUNT(*) FROM tplugineinstellungen')->fetchColumn(),
        );
    }

    public function testOneWrongFieldSavesNothingAndKeepsWhatWasTypedBesideItsSentence(): void
    {
        $form = new SettingsForm($this->store);
        $notice = $form->submit(self::post([
            'capture' => 'deferred',
            'timeout' => '5',
            'poll_interval' => '31',
            'test_endpoint' => 'http://example.org',
        ]));
        self::assertSame('danger', $notice->kind);
        self::assertSame([], $this->store->all());
        $fields = [];
        foreach ($form->groups() as $group) {
            foreach ($group['fields'] as $field) {
                $fields[$field['setting']->name()] = $field;
            }
        }
        self::assertSame('deferred', $fields['capture']['value']);
        self::assertNull($fields['capture']['problem']);
        self::assertSame('5', $fields['timeout']['value']);
        self::assertSame('Please enter a whole number from 60 to 900.', $fields['timeout']['problem']);
        self::assertSame('Please enter a whole number from 1 to 30.', $fields['poll_interval']['problem']);
        self::assertSame('Please enter an address like https://host:port.', $fields['test_endpoint']['problem']);
    }

    public function testTextsThatCannotBeUsedAreRefused(): void
    {
        $refused = static fn(string $name, string $text): bool => SettingCatalogue::get($name)->refuse($text) !== null;
        self::assertTrue($refused('reference_prefix', 'ä'));
        self::assertTrue($refused('reference_prefix', 'thirteen-long'));
        self::assertTrue($refused('text_heading_ger', str_repeat('x', 61)));
        self::assertTrue($refused('text_heading_ger', "a\nb"));
        self::assertTrue($refused('test_ca_file', '/no/such/file'));
        self::assertFalse($refused('test_ca_file', __FILE__));
        self::assertFalse($refused('test_endpoint', 'https://127.0.0.1:4430'));
        // What somebody wrote into the table by hand does not count either.
        self::assertSame('', Settings::of(['reference_prefix' => 'ä b'])->referencePrefix());
    }

    public function testAFieldThatTheBrowserDidNotSendIsNotTakenForEmpty(): void
    {
        $fields = self::defaults();
        unset($fields['environment']);
        $notice = (new SettingsForm($this->store))->submit(new PostedForm(['twint_set' => $fields]));
        self::assertSame('danger', $notice->kind);
        self::assertSame([], $this->store->all());
    }
}
