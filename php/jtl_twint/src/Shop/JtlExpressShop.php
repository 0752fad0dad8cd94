<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\Cart;
use JTL\Cart\CartItem;
use JTL\Cart\CartItemProperty;
use JTL\Checkout\Bestellung;
use JTL\Helpers\ShippingMethod;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Express\Basket;
use Plugin\jtl_twint\src\Express\Buyer;
use Plugin\jtl_twint\src\Express\ExpressShop;
use Plugin\jtl_twint\src\Express\Line;
use Plugin\jtl_twint\src\Express\Refusal;
use Plugin\jtl_twint\src\Express\RefusedException;
use Plugin\jtl_twint\src\Express\ShippingOption;
use Plugin\jtl_twint\src\Persistence\Database;

/** TWINT Express in JTL-Shop: in Switzerland and Liechtenstein, at the prices that the shop's checkout computes. */
final class JtlExpressShop implements ExpressShop
{
    /** How many shipping options TWINT takes. */
    private const MOST_OPTIONS = 20;
    /** The rows that a buyer chooses. The other rows of a basket follow from them. */
    private const GOODS = [\C_WARENKORBPOS_TYP_ARTIKEL, \C_WARENKORBPOS_TYP_GRATISGESCHENK, \C_WARENKORBPOS_TYP_KUPON];

    /** Does for the order that was written last what its consents ask for. */
    private ?\Closure $actOnConsents = null;

    public function __construct(
        private readonly Database $database,
        private readonly OurMethod $method,
        private readonly ExpressRules $rules,
    ) {
    }

    public function consents(): array
    {
        return $this->rules->consents();
    }

    public function basket(array $consents): ?Basket
    {
        $cart = Frontend::getCart();
        if (!$this->rules->allowVisitor() || !$this->rules->allowBasket($cart)) {
            return null;
        }
        $mark = $this->mark();

        return ShopSession::lend(ShopSession::kept(), [], fn(): ?Basket => $this->priced($mark, null, $consents));
    }

    public function article(array $form, array $consents): ?Basket
    {
        if (!$this->rules->allowVisitor()) {
            return null;
        }

        return ShopSession::lend(ShopSession::keptEmpty(), $form, function () use ($form, $consents): ?Basket {
            $article = new ExpressArticle($form);
            $article->put();

            return $this->rules->allowBasket(Frontend::getCart())
                ? $this->priced($this->mark(), $article->address(), $consents)
                : null;
        });
    }

    public function mark(): string
    {
        $goods = self::goods(Frontend::getCart());

        return $goods === []
            ? ''
            : hash('sha256', implode("\n", array_map(static fn(CartItem $row): string => serialize([
                $row->kArtikel,
                $row->nAnzahl,
                $row->fPreisEinzelNetto,
                $row->kKonfigitem,
                array_map(static fn(CartItemProperty $variation): array => [
                    $variation->kEigenschaftWert,
                    $variation->cFreifeldWert,
                    $variation->cEigenschaftWertName,
                ], $row->WarenkorbPosEigenschaftArr),
            ]), $goods)));
    }

    public function order(#[\SensitiveParameter] string $content, Buyer $buyer, string $shipping): Bestellung
    {
        if ($buyer->country() === '') {
            throw new RefusedException(Refusal::Data);
        }
        if (!$this->rules->allowCountry($buyer->country())) {
            throw new RefusedException(Refusal::Abroad);
        }

        // The shop's form for guests, its form for the address of delivery and its order button send these fields.
        $form = $buyer->asForm() + ['unreg_form' => 1, 'shipping_address' => 0, 'abschluss' => 1];
        [$order, $customer] = ShopSession::lend($content, $form, function () use ($shipping): array {
            // Looked at when the button was pressed. Now the shop would look at the address of whoever asks, such as a cron job.
            $_SESSION['bAnti_spam_already_checked'] = true;
            $order = ExpressCheckout::create()->place((int) $shipping, $this->methodId());

            return [$order, Frontend::getCustomer()];
        });
        $this->actOnConsents = static fn() => ShopSession::lend(
            $content,
            $form,
            static fn() => ExpressCheckout::create()->actOnConsents($order, $customer),
        );

        return $order;
    }

    public function actOnConsents(): void
    {
        [$act, $this->actOnConsents] = [$this->actOnConsents, null];
        if ($act !== null) {
            $act();
        }
    }

    /**
     * @param string|null $page of Basket
     * @param array<string, string> $consents
     */
    private function priced(string $mark, ?string $page, array $consents): ?Basket
    {
        $cart = Frontend::getCart();
        ExpressCheckout::clear($cart);
        $kept = ShopSession::kept($consents);
        $goods = self::total($cart);
        $home = new \stdClass();
        $home->cLand = ExpressRules::HOME;
        $home->cPLZ = '';
        $_SESSION['Lieferadresse'] = $home;
        $checkout = ExpressCheckout::create();
        $options = [];
        foreach ($this->shippingMethods($cart) as $method) {
            $id = (int) $method->kVersandart;
            ExpressCheckout::clear($cart);
            if ($this->dependsOnPostcode($id) || !$checkout->choose($id, $this->methodId())) {
                continue;
            }
            $amount = \Twint\add_amounts(self::total($cart), '-' . $goods);
            if ($amount[0] !== '-') {
                $name = $method->angezeigterName[(string) Shop::getLanguageCode()] ?? $method->cName;
                $options[] = new ShippingOption((string) $id, (string) $name, $amount);
            }
        }
        $options = array_slice($options, 0, self::MOST_OPTIONS);
        if ($options === [] || $goods === '0.00') {
            return null;
        }

        return new Basket(
            $goods,
            $options,
            $kept,
            array_map(self::line(...), self::goods($cart)),
            $mark,
            $page,
            (string) Shop::getLanguageCode(),
            $this->rules->asks('tel') || $this->rules->asks('mobil'),
            $this->rules->asks('geburtstag'),
        );
    }

    /** @return list<CartItem> */
    private static function goods(Cart $cart): array
    {
        return array_values(array_filter($cart->PositionenArr, static fn(CartItem $row): bool => in_array(
            $row->nPosTyp,
            self::GOODS,
            true,
        )));
    }

    /** The row as the shop's basket shows it. */
    private static function line(CartItem $row): Line
    {
        $language = (string) Shop::getLanguageCode();
        $chosen = [];
        foreach ($row->WarenkorbPosEigenschaftArr as $variation) {
            $chosen[] =
                self::in($language, $variation->cEigenschaftName)
                . ': '
                . self::in($language, $variation->cEigenschaftWertName);
        }
        $price = $row->cGesamtpreisLocalized[0][Frontend::getCurrency()->getName()] ?? '';

        return new Line(
            (string) $row->nAnzahl,
            implode(', ', [self::in($language, $row->cName), ...$chosen]),
            html_entity_decode($price, ENT_QUOTES | ENT_HTML5),
        );
    }

    /** @param array<string, string>|string|null $text by language, or the same in all */
    private static function in(string $language, array|string|null $text): string
    {
        $text = is_array($text) ? $text[$language] ?? reset($text) : $text;

        return html_entity_decode((string) $text, ENT_QUOTES | ENT_HTML5);
    }

    /** @return array<\stdClass> */
    private function shippingMethods(Cart $cart): array
    {
        return ShippingMethod::getPossibleShippingMethods(
            ExpressRules::HOME,
            '',
            ShippingMethod::getShippingClasses($cart),
            Frontend::getCustomerGroup()->getID(),
        );
    }

    /** In francs, with two decimals. The shop computes it as the totals of its orders: as a float in its own currency. */
    private static function total(Cart $cart): string
    {
        return \Twint\owed_amount(
            (float) $cart->gibGesamtsummeWaren(true),
            (float) Frontend::getCurrency()->getConversionFactor(),
        );
    }

    /** Whether the price of the shipping method is known only with the address. */
    private function dependsOnPostcode(int $shipping): bool
    {
        return $this->database->row('SELECT kVersandzuschlag FROM tversandzuschlag WHERE kVersandart = :id AND cISO IN (\'CH\', \'LI\') LIMIT 1', [
            'id' => $shipping,
        ]) !== null;
    }

    private function methodId(): int
    {
        return $this->method->ids[0] ?? 0;
    }
}
