<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\Notice;

/** The addresses of TWINT Express. Whoever knows a check-in's may scan, end and see the state of it, nothing else. */
final class ExpressUrls
{
    public const PREFIX = '/jtl-twint/express/';
    /** In the place of a token: the buttons. */
    public const BEGIN = 'begin';
    /** The field by which a button says where it stands; without it, in the basket. */
    public const PLACE = 'jtlTwintExpress';
    /** The field by which a form says that the boxes were shown. */
    public const ASKED = 'jtlTwintExpressAsked';

    /** Whether this request is for one of them. */
    public static function isAsked(): bool
    {
        return str_starts_with(Shop::getRouter()->getRequestUri(), self::PREFIX);
    }

    public static function begin(): string
    {
        return Shop::getURL() . self::PREFIX . self::BEGIN;
    }

    public static function page(CheckIn $checkIn, ?Notice $notice = null): string
    {
        return self::base($checkIn) . ($notice === null ? '' : '?notice=' . $notice->value);
    }

    public static function status(CheckIn $checkIn): string
    {
        return self::base($checkIn) . '/status';
    }

    public static function cancel(CheckIn $checkIn): string
    {
        return self::base($checkIn) . '/cancel';
    }

    public static function basket(): string
    {
        return Shop::Container()->getLinkService()->getStaticRoute('warenkorb.php');
    }

    private static function base(CheckIn $checkIn): string
    {
        return Shop::getURL() . self::PREFIX . $checkIn->token;
    }
}
