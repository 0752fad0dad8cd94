<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Payment\Phases;

/** Every setting there is, with its default and range; the only place that says so. */
final class SettingCatalogue
{
    /** The shop's codes of the languages the pay page speaks. */
    public const LANGUAGES = ['ger', 'eng', 'fre', 'ita'];

    private const KEEP = 'keep';
    private const OPEN = '1';
    private const IN_PROGRESS = '2';
    private const PAID = '3';

    /** @var array<string, Setting>|null */
    private static ?array $settings = null;

    /** @return array<string, Setting> by name, in the order of the page */
    public static function all(): array
    {
        if (self::$settings === null) {
            self::$settings = [];
            foreach ([
                ...self::operation(),
                ...self::capture(),
                ...self::checkout(),
                ...self::orderStatus(),
                ...self::wawi(),
                ...self::texts(),
                ...self::times(),
                ...self::simulator(),
            ] as $setting) {
                self::$settings[$setting->name()] = $setting;
            }
        }

        return self::$settings;
    }

    public static function get(string $name): Setting
    {
        return self::all()[$name] ?? throw new \LogicException('There is no setting "' . $name . '"');
    }

    /** @return list<Setting> */
    private static function operation(): array
    {
        return [
            new ChoiceSetting('environment', SettingGroup::Operation, ['production', 'testing'], 'production'),
            new ChoiceSetting('offered_to', SettingGroup::Operation, ['everyone', 'admins'], 'everyone'),
            new ChoiceSetting('backend_language', SettingGroup::Operation, ['backend', ...self::LANGUAGES], 'backend'),
            new ChoiceSetting('alarms', SettingGroup::Operation, ['mail', 'bell'], 'mail'),
            new TextSetting(
                'alarm_address',
                SettingGroup::Operation,
                120,
                '/^([^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+)?$/D',
                'twint.refused.mailAddress',
            ),
        ];
    }

    /** @return list<Setting> */
    private static function capture(): array
    {
        return [
            new ChoiceSetting('capture', SettingGroup::Capture, ['immediate', 'deferred'], 'immediate'),
            new NumberSetting('guarantee_days', SettingGroup::Capture, 7, 1, 30, 'days'),
        ];
    }

    /** @return list<Setting> */
    private static function checkout(): array
    {
        return [
            new ChoiceSetting('validation', SettingGroup::Checkout, ['before', 'after', 'authorisation'], 'before'),
            new ChoiceSetting('pay_page', SettingGroup::Checkout, ['shop', 'twint', 'twint_told'], 'shop'),
            new ChoiceSetting('express', SettingGroup::Checkout, ['off', 'on'], 'off'),
            new ChoiceSetting('express_article', SettingGroup::Checkout, ['shown', 'hidden'], 'shown'),
            new ChoiceSetting('express_basket', SettingGroup::Checkout, ['shown', 'hidden'], 'shown'),
            new ChoiceSetting('express_flyout', SettingGroup::Checkout, ['shown', 'hidden'], 'shown'),
            new ChoiceSetting('mail', SettingGroup::Checkout, ['order', 'paid'], 'order'),
            new ChoiceSetting('mail_refund', SettingGroup::Checkout, ['none', 'each'], 'each'),
            new TextSetting(
                'reference_prefix',
                SettingGroup::Checkout,
                12,
                '/^[A-Za-z0-9._-]*$/D',
                'twint.refused.prefix',
            ),
        ];
    }

    /**
     * The shop's status for a phase. "Paid" is offered only where money is held, so that nothing is shipped on a doubt.
     *
     * @return list<Setting>
     */
    private static function orderStatus(): array
    {
        $unpaid = [self::KEEP, self::OPEN, self::IN_PROGRESS];
        $held = [self::KEEP, self::OPEN, self::IN_PROGRESS, self::PAID];
        $refunded = [self::KEEP, self::IN_PROGRESS, self::PAID];
        $settings = [];
        foreach ([
            Phases::AUTHORISED => [$held, self::KEEP],
            Phases::UNCERTAIN => [$unpaid, self::KEEP],
            Phases::PARTIALLY_CAPTURED => [$held, self::IN_PROGRESS],
            Phases::CAPTURED => [$held, self::PAID],
            Phases::CANCELLED => [$unpaid, self::KEEP],
            Phases::FAILED => [$unpaid, self::KEEP],
            Phases::PARTIALLY_REFUNDED => [$refunded, self::KEEP],
            Phases::REFUNDED => [$refunded, self::KEEP],
        ] as $phase => [$words, $default]) {
            $settings[] = new ChoiceSetting('status_' . $phase, SettingGroup::OrderStatus, $words, $default);
        }

        return $settings;
    }

    /** @return list<Setting> */
    private static function wawi(): array
    {
        return [
            new ChoiceSetting('wawi_release', SettingGroup::Wawi, ['authorised', 'captured'], 'authorised'),
            new ChoiceSetting('wawi_ship', SettingGroup::Wawi, ['capture', 'nothing'], 'capture'),
            new ChoiceSetting('wawi_partial', SettingGroup::Wawi, ['nothing', 'delivered', 'all'], 'nothing'),
            new ChoiceSetting('wawi_cancel', SettingGroup::Wawi, ['release', 'refund', 'nothing'], 'release'),
            new ChoiceSetting('wawi_paid', SettingGroup::Wawi, ['nothing', 'capture'], 'nothing'),
            new TextSetting('invoice_attribute', SettingGroup::Wawi, 100),
        ];
    }

    /** @return list<Setting> */
    private static function texts(): array
    {
        $settings = [];
        foreach (self::LANGUAGES as $language) {
            $settings[] = new TextSetting('text_heading_' . $language, SettingGroup::Texts, 60);
            $settings[] = new TextSetting('text_intro_' . $language, SettingGroup::Texts, 300);
        }

        return $settings;
    }

    /** @return list<Setting> */
    private static function times(): array
    {
        return [
            new NumberSetting('poll_interval', SettingGroup::Times, 2, 1, 30, 'seconds'),
            new NumberSetting('waiting_calls', SettingGroup::Times, 0, 0, 50, 'calls'),
            new NumberSetting('timeout', SettingGroup::Times, 180, 60, 900, 'seconds'),
            new NumberSetting('give_up', SettingGroup::Times, 60, 5, 1440, 'minutes'),
            new NumberSetting('keep_days', SettingGroup::Times, 400, 90, 3650, 'days'),
        ];
    }

    /** @return list<Setting> */
    private static function simulator(): array
    {
        $address = '#^https://[A-Za-z0-9.-]+(:\d{1,5})?(/[^\s]*)?$#D';

        return [
            new TextSetting('test_endpoint', SettingGroup::Simulator, 200, $address, 'twint.refused.address'),
            new TextSetting(
                'test_app_schemes_endpoint',
                SettingGroup::Simulator,
                200,
                $address,
                'twint.refused.address',
            ),
            new TextSetting('test_ca_file', SettingGroup::Simulator, 500, '#^/.+$#D', 'twint.refused.file', file: true),
        ];
    }
}
