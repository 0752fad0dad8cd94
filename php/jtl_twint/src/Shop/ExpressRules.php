<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\Cart;
use JTL\Catalog\Product\Artikel;
use JTL\CheckBox;
use JTL\Customer\Customer;
use JTL\Extensions\Download\Download;
use JTL\Extensions\Upload\Upload;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Express\Consent;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * Who may buy what by TWINT Express, without a price being computed: guests who need not say more than TWINT knows, and customers
 * of whom the shop knows the rest.
 */
final class ExpressRules
{
    /** Where the goods go until the buyer says so. */
    public const HOME = 'CH';

    private const COUNTRIES = [self::HOME, 'LI'];
    private const REQUIRED = 'Y';
    private const OPTIONAL = 'O';
    private const NO = 'N';

    /** The shop's word for "nothing speaks against this basket". */
    public const ORDER_IS_POSSIBLE = 10;

    private const CONSENT_TO_DOWNLOADS = 'RightOfWithdrawalOfDownloadItems';

    /** By what the shop may ask: guests for their address, customers for the one of delivery. */
    private const FORMS = ['kundenregistrierung_abfragen_', 'lieferadresse_abfragen_'];

    /** What the shop may require there and TWINT does not know. */
    private const UNKNOWN_TO_TWINT = [
        'anrede',
        'firma',
        'firmazusatz',
        'titel',
        'adresszusatz',
        'www',
        'bundesland',
        'fax',
    ];

    public function __construct(
        private readonly Database $database,
        private readonly OurMethod $method,
    ) {
    }

    /** Whether this visitor may. */
    public function allowVisitor(): bool
    {
        $group = Frontend::getCustomerGroup();
        $customer = Frontend::getCustomer();

        return (
            $this->method->ids !== []
            && !$group->isMerchant()
            && ($customer->isLoggedIn() ? self::isComplete($customer) : $this->allowGuests())
            && in_array($_SESSION['cLieferlandISO'] ?? self::HOME, self::COUNTRIES, true)
            && !$this->asksMoreThanTwintKnows()
            && $this->shipsHome()
        );
    }

    /** Whether this basket can be bought so, by a visitor who may. */
    public function allowBasket(Cart $cart): bool
    {
        return (
            $cart->gibAnzahlArtikelExt([\C_WARENKORBPOS_TYP_ARTIKEL]) > 0
            // Their worth depends on who buys.
            && !isset($_SESSION['NeukundenKupon'])
            && !isset($_SESSION['VersandKupon'])
            // Free shipping, entered in the basket: redeemed when the shop's checkout begins.
            && !isset($_SESSION['oVersandfreiKupon'])
            && !Download::hasDownloads($cart)
            && self::hasNoUploads($cart)
            && !self::isConfigured($cart)
            // Its minimum for an order, for instance.
            && $cart->istBestellungMoeglich() === self::ORDER_IS_POSSIBLE
        );
    }

    /** Whether the shop takes no file of the buyer for it: those lie beside the visitor's basket and would not come along. */
    public static function hasNoUploads(Cart $cart): bool
    {
        return Upload::gibWarenkorbUploads($cart) === [];
    }

    /** Whether this article can be bought so from its own page, by a visitor who may. */
    public function allowArticle(Artikel $article): bool
    {
        return (
            $article->inWarenkorbLegbar === 1
            && !$article->bHasKonfig
            && ($article->oDownload_arr ?? []) === []
            // The buyer uploads in the basket.
            && Upload::gibArtikelUploads((int) $article->kArtikel) === []
            // The buyer says the price.
            && !isset($article->FunktionsAttribute[\FKT_ATTRIBUT_VOUCHER_FLEX])
        );
    }

    /** Whether it can be delivered to: without a tax zone the shop sends the visitor away. */
    public function allowCountry(string $country): bool
    {
        return (
            in_array($country, self::COUNTRIES, true)
            && $this->database->row('SELECT kSteuerzone FROM tsteuerzoneland WHERE cISO = :country LIMIT 1', [
                'country' => $country,
            ]) !== null
        );
    }

    /**
     * The boxes that the shop's own checkout shows this visitor.
     *
     * @return list<Consent>
     */
    public function consents(): array
    {
        $places = Frontend::getCustomer()->isLoggedIn()
            ? [\CHECKBOX_ORT_BESTELLABSCHLUSS]
            : [\CHECKBOX_ORT_REGISTRIERUNG, \CHECKBOX_ORT_BESTELLABSCHLUSS];
        $consents = [];
        foreach ($places as $place) {
            foreach ((new CheckBox())->getCheckBoxFrontend(
                $place,
                Frontend::getCustomerGroup()->getID(),
                true,
                true,
            ) as $box) {
                // The shop's own, which it shows for downloads only.
                if ($box->cName === self::CONSENT_TO_DOWNLOADS) {
                    continue;
                }
                $texts = $box->oCheckBoxSprache_arr[Shop::getLanguageID()] ?? null;
                $consents[(string) $box->cID] = new Consent(
                    (string) $box->cID,
                    nl2br((string) ($texts->cText ?? $box->cName)),
                    (string) ($texts->cBeschreibung ?? ''),
                    $box->kLink > 0 ? $box->getLink()->getURL() : '',
                    $box->nPflicht === 1,
                );
            }
        }

        return array_values($consents);
    }

    /** Whether this visitor is asked for it. */
    public function asks(string $field): bool
    {
        return in_array(self::rule($field), [self::REQUIRED, self::OPTIONAL], true);
    }

    /** Whether the shop has orders of guests, and asks of them nothing that only its own form can ask. */
    private function allowGuests(): bool
    {
        return (
            Shop::getSettingValue(\CONF_KAUFABWICKLUNG, 'bestellvorgang_unregistriert') === self::REQUIRED
            && in_array(Shop::getSettingValue(\CONF_KUNDEN, 'registrieren_captcha'), [self::NO, null], true)
            && !$this->requiresOwnField()
        );
    }

    /** Whether it demands a field that the merchant made up. The shop's check of a form passes over a field that was not sent. */
    private function requiresOwnField(): bool
    {
        return (
            Shop::getSettingValue(\CONF_KUNDENFELD, 'kundenfeld_anzeigen') === self::REQUIRED
            && $this->database->row('SELECT kKundenfeld FROM tkundenfeld WHERE kSprache = :language AND nPflicht > 0 LIMIT 1', [
                'language' => Shop::getLanguageID(),
            ]) !== null
        );
    }

    /** Whether an article in it was put together by the buyer: the shop's checkout looks at the parts once more. */
    private static function isConfigured(Cart $cart): bool
    {
        foreach ($cart->PositionenArr as $row) {
            if ($row->kKonfigitem > 0 || $row->Artikel?->bHasKonfig === true) {
                return true;
            }
        }

        return false;
    }

    /** Whether the account has an address for the invoice; Wawi may make some without. */
    private static function isComplete(Customer $customer): bool
    {
        return !in_array('', array_map(trim(...), array_map(strval(...), [
            $customer->cNachname,
            $customer->cStrasse,
            $customer->cPLZ,
            $customer->cOrt,
            $customer->cLand,
        ])), true);
    }

    /**
     * Whether there is a way to ship home that TWINT pays and whose price no postcode changes; not whether this basket may take it, nor
     * at which price.
     */
    private function shipsHome(): bool
    {
        return $this->database->row('SELECT v.kVersandart FROM tversandart v JOIN tversandartzahlungsart z USING (kVersandart)
            WHERE z.kZahlungsart = :method AND v.cLaender LIKE :country AND NOT EXISTS (
                SELECT 1 FROM tversandzuschlag s WHERE s.kVersandart = v.kVersandart AND s.cISO IN (\'CH\', \'LI\')
            ) LIMIT 1', [
            'method' => $this->method->ids[0] ?? 0,
            'country' => '%' . self::HOME . '%',
        ]) !== null;
    }

    private function asksMoreThanTwintKnows(): bool
    {
        foreach (self::UNKNOWN_TO_TWINT as $field) {
            if (self::rule($field) === self::REQUIRED) {
                return true;
            }
        }

        return false;
    }

    /** Whether this visitor is asked for it: Y required, O if they like, N or nothing not. */
    private static function rule(string $field): string
    {
        return (string) Shop::getSettingValue(
            \CONF_KUNDEN,
            self::FORMS[(int) Frontend::getCustomer()->isLoggedIn()] . $field,
        );
    }
}
