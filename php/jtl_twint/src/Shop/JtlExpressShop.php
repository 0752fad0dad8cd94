<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\Cart;
use JTL\Cart\CartItemProperty;
use JTL\CheckBox;
use JTL\Checkout\Bestellung;
use JTL\Extensions\Download\Download;
use JTL\Extensions\Upload\Upload;
use JTL\Helpers\ShippingMethod;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Express\Basket;
use Plugin\jtl_twint\src\Express\Buyer;
use Plugin\jtl_twint\src\Express\ExpressShop;
use Plugin\jtl_twint\src\Express\Refusal;
use Plugin\jtl_twint\src\Express\RefusedException;
use Plugin\jtl_twint\src\Express\ShippingOption;
use Plugin\jtl_twint\src\Persistence\Database;

/** TWINT Express in JTL-Shop: for guests, in Switzerland and Liechtenstein, at the prices that the shop's checkout computes. */
final class JtlExpressShop implements ExpressShop
{
    private const COUNTRIES = ['CH', 'LI'];
    /** Where the goods go until the buyer says so. */
    private const HOME = 'CH';
    /** TWINT's. */
    private const MOST_OPTIONS = 20;
    /** What a buyer chooses; the rest of a basket follows from it. */
    private const GOODS = [\C_WARENKORBPOS_TYP_ARTIKEL, \C_WARENKORBPOS_TYP_GRATISGESCHENK, \C_WARENKORBPOS_TYP_KUPON];
    private const REQUIRED = 'Y';
    private const NOT_ASKED = 'N';

    private const CONSENT_TO_DOWNLOADS = 'RightOfWithdrawalOfDownloadItems';

    /** What the shop may require of its guests and TWINT does not know. */
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

    public function basket(): ?Basket
    {
        if (!$this->isForGuests()) {
            return null;
        }

        $mark = $this->mark();

        return ShopSession::lend(ShopSession::kept(), [], fn(): ?Basket => $this->priced($mark));
    }

    public function mark(): string
    {
        $rows = [];
        foreach (Frontend::getCart()->PositionenArr as $row) {
            if (in_array($row->nPosTyp, self::GOODS, true)) {
                $rows[] = serialize([
                    $row->kArtikel,
                    $row->nAnzahl,
                    $row->fPreisEinzelNetto,
                    $row->kKonfigitem,
                    array_map(static fn(CartItemProperty $variation): array => [
                        $variation->kEigenschaftWert,
                        $variation->cFreifeldWert,
                        $variation->cEigenschaftWertName,
                    ], $row->WarenkorbPosEigenschaftArr),
                ]);
            }
        }

        return hash('sha256', implode("\n", $rows));
    }

    public function order(#[\SensitiveParameter] string $content, Buyer $buyer, string $shipping): Bestellung
    {
        if ($buyer->country() === '') {
            throw new RefusedException(Refusal::Data);
        }
        if (!in_array($buyer->country(), self::COUNTRIES, true) || !$this->hasTaxes($buyer->country())) {
            throw new RefusedException(Refusal::Abroad);
        }

        return ShopSession::lend(
            $content,
            // As the form for guests, the address of delivery and the button that orders send it.
            $buyer->asForm() + ['unreg_form' => 1, 'shipping_address' => 0, 'abschluss' => 1],
            fn(): Bestellung => ExpressCheckout::create()->place((int) $shipping, $this->methodId()),
        );
    }

    /** Whether a guest may buy this visitor's basket without saying more than TWINT knows. */
    private function isForGuests(): bool
    {
        $cart = Frontend::getCart();
        $group = Frontend::getCustomerGroup();

        return (
            $this->method->ids !== []
            && $cart->gibAnzahlArtikelExt([\C_WARENKORBPOS_TYP_ARTIKEL]) > 0
            && !Frontend::getCustomer()->isLoggedIn()
            && !$group->isMerchant()
            && Shop::getSettingValue(\CONF_KAUFABWICKLUNG, 'bestellvorgang_unregistriert') === self::REQUIRED
            && in_array($_SESSION['cLieferlandISO'] ?? self::HOME, self::COUNTRIES, true)
            // Their worth depends on who buys.
            && !isset($_SESSION['NeukundenKupon'])
            && !isset($_SESSION['VersandKupon'])
            && !Download::hasDownloads($cart)
            && Upload::getUploadState($cart) !== Upload::UPLOAD_MANDATORY
            && !$this->asksMoreThanTwintKnows()
            && !$this->asksForConsent($group->getID())
        );
    }

    private function priced(string $mark): ?Basket
    {
        $cart = Frontend::getCart();
        ExpressCheckout::clear($cart);
        $kept = ShopSession::kept();
        $net = self::francs($cart, 0.0);
        $home = new \stdClass();
        $home->cLand = self::HOME;
        $home->cPLZ = '';
        $_SESSION['Lieferadresse'] = $home;
        $checkout = ExpressCheckout::create();
        $goods = (float) $cart->gibGesamtsummeWaren(true);
        $options = [];
        foreach ($this->shippingMethods($cart) as $method) {
            $id = (int) $method->kVersandart;
            ExpressCheckout::clear($cart);
            if ($this->dependsOnPostcode($id) || !$checkout->choose($id, $this->methodId())) {
                continue;
            }
            $amount = self::francs($cart, $goods);
            if ($amount[0] !== '-') {
                $name = $method->angezeigterName[(string) Shop::getLanguageCode()] ?? $method->cName;
                $options[] = new ShippingOption((string) $id, (string) $name, $amount);
            }
        }
        $options = array_slice($options, 0, self::MOST_OPTIONS);
        if ($options === [] || $net[0] === '-' || $net === '0.00') {
            return null;
        }

        return new Basket(
            $net,
            $options,
            $kept,
            $mark,
            (string) Shop::getLanguageCode(),
            $this->asks('tel') || $this->asks('mobil'),
            $this->asks('geburtstag'),
        );
    }

    /** @return array<\stdClass> */
    private function shippingMethods(Cart $cart): array
    {
        return ShippingMethod::getPossibleShippingMethods(
            self::HOME,
            '',
            ShippingMethod::getShippingClasses($cart),
            Frontend::getCustomerGroup()->getID(),
        );
    }

    /**
     * What the basket costs by now, less what it cost before, as the shop computes its orders' totals: in the shop's currency and
     * not rounded.
     */
    private static function francs(Cart $cart, float $before): string
    {
        $factor = Frontend::getCurrency()->getConversionFactor();

        return number_format(
            round((float) $cart->gibGesamtsummeWaren(true) * $factor, 2) - round($before * $factor, 2),
            2,
            '.',
            '',
        );
    }

    /** Its price is not known before the address is. */
    private function dependsOnPostcode(int $shipping): bool
    {
        return $this->database->row('SELECT kVersandzuschlag FROM tversandzuschlag WHERE kVersandart = :id AND cISO IN (\'CH\', \'LI\') LIMIT 1', [
            'id' => $shipping,
        ]) !== null;
    }

    /** Without a tax zone the shop sends the visitor away. */
    private function hasTaxes(string $country): bool
    {
        return $this->database->row('SELECT kSteuerzone FROM tsteuerzoneland WHERE cISO = :country LIMIT 1', [
            'country' => $country,
        ]) !== null;
    }

    private function asksMoreThanTwintKnows(): bool
    {
        foreach (self::UNKNOWN_TO_TWINT as $field) {
            if ($this->rule($field) === self::REQUIRED) {
                return true;
            }
        }

        return false;
    }

    /** A tick is the buyer's own, and TWINT's app has no place for it. */
    private function asksForConsent(int $group): bool
    {
        foreach ([\CHECKBOX_ORT_REGISTRIERUNG, \CHECKBOX_ORT_BESTELLABSCHLUSS] as $place) {
            foreach ((new CheckBox())->getCheckBoxFrontend($place, $group, true) as $box) {
                // The shop's own, which it shows for downloads only.
                if ($box->nPflicht === 1 && $box->cName !== self::CONSENT_TO_DOWNLOADS) {
                    return true;
                }
            }
        }

        return false;
    }

    private function asks(string $field): bool
    {
        return $this->rule($field) !== self::NOT_ASKED;
    }

    /** Whether guests are asked for it: Y required, O if they like, N not. */
    private function rule(string $field): string
    {
        return (string) Shop::getSettingValue(\CONF_KUNDEN, 'kundenregistrierung_abfragen_' . $field);
    }

    private function methodId(): int
    {
        return $this->method->ids[0] ?? 0;
    }
}
