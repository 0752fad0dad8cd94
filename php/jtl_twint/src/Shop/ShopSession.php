<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\Cart;
use JTL\Customer\Customer;
use JTL\Helpers\Request;
use JTL\Session\Frontend;
use JTL\Shop;

/**
 * What the shop's checkout reads of the visitor's session, kept and lent: the shop's code then works on another basket than the
 * visitor's, who need not be the buyer. The visitor's own session is not touched, provided that it is closed meanwhile.
 */
final class ShopSession
{
    /** The number of the customer who is logged in. */
    private const CUSTOMER = 'jtl_twint_customer';
    private const CONSENTS = 'jtl_twint_consents';

    /**
     * What makes prices, goods and words of a basket, and what the shop notes with its order: nothing of the visitor as a person. Beside
     * it only the customer's number and the address on the network are kept.
     */
    private const KEPT = [
        'Warenkorb',
        'Kundengruppe',
        'Waehrung',
        'cWaehrungName',
        'kSprache',
        'cISOSprache',
        'currentLanguage',
        'Kupon',
        'preferredDeliveryCountryCode',
        'cLieferlandISO',
        'Steuerland',
        'Steuersatz',
        // What brought the visitor: the shop counts the order for it.
        'Kampagnenbesucher',
    ];

    /** What is the shop's and the same for everybody. */
    private const COMMON = [
        'Sprachen',
        'Waehrungen',
        'Globals_TS',
        'Kundengruppe',
        'ks',
        'consentVersion',
        'Link_Datenschutz',
    ];

    /**
     * The present visitor's basket with what belongs to it.
     *
     * @param array<string, string> $consents that are sent with each form
     */
    public static function kept(array $consents = []): string
    {
        return serialize(self::present() + [self::CONSENTS => $consents]);
    }

    /** The same with nothing in it and no voucher redeemed. */
    public static function keptEmpty(): string
    {
        $kept = self::present();
        unset($kept['Kupon']);

        return serialize(['Warenkorb' => new Cart()] + $kept);
    }

    /** @return array<string, mixed> */
    private static function present(): array
    {
        $customer = Frontend::getCustomer();

        return (
            array_intersect_key($_SESSION, array_flip(self::KEPT))
            + [
                self::CUSTOMER => $customer->isLoggedIn() ? $customer->getID() : 0,
                // Where the order comes from; whoever asks when it is written may be a cron job.
                'IP' => (object) ['cIP' => Request::getRealIP()],
            ]
        );
    }

    /**
     * Does something as if a new visitor had this basket, or the customer whose it is, as the account stands now.
     *
     * @template T
     * @param string $kept of kept()
     * @param array<array-key, mixed> $post the form that the visitor sends
     * @param callable(): T $work
     * @return T
     */
    public static function lend(#[\SensitiveParameter] string $kept, array $post, callable $work): mixed
    {
        $lent = unserialize($kept);
        if (!is_array($lent)) {
            throw new \RuntimeException('The basket cannot be read.');
        }
        [$session, $form] = [$_SESSION, $_POST];
        [$language, $code] = [Shop::getLanguageID(), Shop::getLanguageCode()];
        try {
            $_SESSION = $lent + array_intersect_key($session, array_flip(self::COMMON));
            if ((int) ($lent[self::CUSTOMER] ?? 0) > 0) {
                $_SESSION['Kunde'] = self::customer((int) $lent[self::CUSTOMER]);
            }
            $_POST = $post + (array) ($lent[self::CONSENTS] ?? []);
            Shop::setLanguage((int) $_SESSION['kSprache'], (string) $_SESSION['cISOSprache']);

            return $work();
        } finally {
            $_SESSION = $session;
            $_POST = $form;
            Shop::setLanguage($language, $code);
        }
    }

    private static function customer(int $id): Customer
    {
        $customer = new Customer($id);
        if ($customer->getID() !== $id || $customer->cAktiv !== 'Y' || $customer->cSperre === 'Y') {
            throw new \RuntimeException('The customer\'s account is closed.');
        }

        return $customer;
    }
}
