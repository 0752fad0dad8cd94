<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** The links that open TWINT on the phone the buyer is holding. */
final class DeviceLinks
{
    /** Anything else could be a script. */
    private const SCHEME = '#^twint-[a-z]+[0-9]*://$#D';

    /** For Android, which asks the owner if there are several TWINT apps. Without any, the browser goes to the fallback. */
    public static function android(string $code, string $fallbackUrl): string
    {
        return (
            'intent://payment#Intent;action=ch.twint.action.TWINT_PAYMENT;scheme=twint;S.code='
            . rawurlencode($code)
            . ';S.startingOrigin=EXTERNAL_WEB_BROWSER;S.browser_fallback_url='
            . rawurlencode($fallbackUrl)
            . ';end'
        );
    }

    /** For iOS, where each bank's app has a scheme of its own; null where that is none of TWINT's. */
    public static function ios(string $scheme, string $code): ?string
    {
        if (preg_match(self::SCHEME, $scheme) !== 1) {
            return null;
        }
        $data = [
            'app_action_type' => 'TWINT_PAYMENT',
            'extras' => ['code' => $code],
            'referer_app_link' => ['target_url' => '', 'url' => '', 'app_name' => 'EXTERNAL_WEB_BROWSER'],
            'version' => '6.0',
        ];

        return $scheme . 'applinks/?al_applink_data=' . rawurlencode(json_encode($data, JSON_THROW_ON_ERROR));
    }
}
