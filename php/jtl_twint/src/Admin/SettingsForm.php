<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Settings\Setting;
use Plugin\jtl_twint\src\Settings\SettingCatalogue;
use Plugin\jtl_twint\src\Settings\SettingStore;

/** The settings as a form: all of them are saved, or none where one cannot be. */
final class SettingsForm
{
    public const ACTION = 'settings';
    private const FIELDS = 'twint_set';

    /** @var array<string, string>|null as typed, where it could not be saved */
    private ?array $typed = null;

    /** @var array<string, string> the sentence beside each field that is not right, by name */
    private array $problems = [];

    public function __construct(
        private readonly SettingStore $store,
    ) {
    }

    public function submit(PostedForm $form): Notice
    {
        $typed = $form->texts(self::FIELDS);
        $values = [];
        foreach (SettingCatalogue::all() as $name => $setting) {
            $values[$name] = $typed[$name] ?? '';
            $refusal = $setting->refuse($values[$name]);
            if ($refusal !== null) {
                $this->problems[$name] = vsprintf(__($refusal[0]), $refusal[1]);
            }
        }
        if ($this->problems !== []) {
            $this->typed = $values;

            return Notice::error(sprintf(__('twint.settingsRefused'), count($this->problems)));
        }
        $this->store->save($values);

        return Notice::success(__('twint.saved'));
    }

    /** @return list<array{group: string, fields: list<array{setting: Setting, value: string, problem: string|null, help: string}>}> */
    public function groups(): array
    {
        $stored = $this->typed === null ? $this->store->all() : [];
        $groups = [];
        foreach (SettingCatalogue::all() as $name => $setting) {
            $group = $setting->group()->value;
            $groups[$group] ??= ['group' => $group, 'fields' => []];
            $groups[$group]['fields'][] = [
                'setting' => $setting,
                'value' => $this->typed[$name] ?? $setting->read(trim($stored[$name] ?? '')),
                'problem' => $this->problems[$name] ?? null,
                'help' => self::help($name),
            ];
        }

        return array_values($groups);
    }

    private static function help(string $name): string
    {
        if (preg_match('/^text_(heading|intro)_(\w+)$/D', $name, $parts) !== 1) {
            return __('twint.setting.' . $name . '.help');
        }
        $help = __('twint.setting.text_' . $parts[1] . '.help');

        return $parts[1] === 'heading' ? sprintf($help, BuyerTexts::in($parts[2])->get('heading')) : $help;
    }
}
