<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\Cart;
use JTL\CheckBox;
use JTL\Checkout\Bestellung;
use JTL\Checkout\OrderHandler;
use JTL\Customer\Customer;
use JTL\Customer\Registration\Form;
use JTL\Extensions\Download\Download;
use JTL\Router\Controller\OrderCompleteController;
use JTL\Session\Frontend;
use JTL\Shop;
use JTL\Shopsetting;
use JTL\SimpleMail;
use Plugin\jtl_twint\src\Express\Refusal;
use Plugin\jtl_twint\src\Express\RefusedException;

/**
 * The shop's checkout without its pages: each step by the code of the shop that carries it out when a guest sends its form, and
 * every check that can refuse the order. Works on the session as it is: see ShopSession.
 */
final class ExpressCheckout extends OrderCompleteController
{
    /** @var list<int> what the shop's checkout adds to the goods */
    private const ADDED = [
        \C_WARENKORBPOS_TYP_VERSANDPOS,
        \C_WARENKORBPOS_TYP_VERSANDZUSCHLAG,
        \C_WARENKORBPOS_TYP_VERSAND_ARTIKELABHAENGIG,
        \C_WARENKORBPOS_TYP_VERPACKUNG,
        \C_WARENKORBPOS_TYP_ZAHLUNGSART,
        \C_WARENKORBPOS_TYP_NACHNAHMEGEBUEHR,
        \C_WARENKORBPOS_TYP_ZINSAUFSCHLAG,
        \C_WARENKORBPOS_TYP_BEARBEITUNGSGEBUEHR,
    ];

    /** The shop's words for "delivered to the address of the invoice". */
    private const AT_HOME = ['kLieferadresse' => 0];

    /** The shop's word for "chosen, and nothing more to ask". */
    private const PAYMENT_IS_CHOSEN = 2;

    private static bool $isPlacing = false;

    /** Whether an order is being written that may not stay: what cannot be taken back is left for actOnConsents(). */
    public static function isPlacing(): bool
    {
        return self::$isPlacing;
    }

    public static function create(): self
    {
        require_once \PFAD_ROOT . \PFAD_INCLUDES . 'bestellvorgang_inc.php';
        require_once \PFAD_ROOT . \PFAD_INCLUDES . 'bestellabschluss_inc.php';
        $db = Shop::Container()->getDB();
        $cache = Shop::Container()->getCache();
        $checkout = new self(
            $db,
            $cache,
            Shop::getRouter()->getState(),
            Shopsetting::getInstance($db, $cache)->getAll(),
            Shop::Container()->getAlertService(),
        );
        $checkout->smarty = Shop::Smarty();
        $checkout->init();

        return $checkout;
    }

    /** Takes back what an earlier visit of the checkout chose. */
    public static function clear(Cart $cart): void
    {
        unset($_SESSION['Versandart'], $_SESSION['Zahlungsart'], $_SESSION['Verpackung']);
        foreach (self::ADDED as $type) {
            $cart->loescheSpezialPos($type, true);
        }
    }

    /** Chooses how to ship and that TWINT pays; whether both are possible. */
    public function choose(int $shipping, int $payment): bool
    {
        return (
            $this->checkShippingSelection($shipping, null, false)
            && $this->checkPaymentMethod($payment) === self::PAYMENT_IS_CHOSEN
        );
    }

    /**
     * Introduces the buyer by the form in $_POST, chooses, checks and writes the order; nothing is mailed.
     *
     * @throws RefusedException
     */
    public function place(int $shipping, int $payment): Bestellung
    {
        self::$isPlacing = true;
        try {
            return $this->placed($shipping, $payment);
        } finally {
            self::$isPlacing = false;
        }
    }

    /**
     * What the ticks in $_POST make the shop do beside the order.
     *
     * @param Customer $customer the buyer, as the order was written for
     */
    public function actOnConsents(Bestellung $order, Customer $customer): void
    {
        $boxes = new CheckBox();
        $group = Frontend::getCustomerGroup()->getID();
        if (!Frontend::getCustomer()->isLoggedIn()) {
            $boxes->triggerSpecialFunction(\CHECKBOX_ORT_REGISTRIERUNG, $group, true, $_POST, ['oKunde' => $customer]);
        }
        $boxes->triggerSpecialFunction(\CHECKBOX_ORT_BESTELLABSCHLUSS, $group, true, $_POST, [
            'oBestellung' => $order,
            'oKunde' => $customer,
        ]);
    }

    /** @throws RefusedException */
    private function placed(int $shipping, int $payment): Bestellung
    {
        $cart = Frontend::getCart();
        if (
            $cart->istBestellungMoeglich() !== ExpressRules::ORDER_IS_POSSIBLE
            || !ExpressRules::hasNoUploads($cart)
            || Download::hasDownloads($cart)
        ) {
            throw new RefusedException(Refusal::Shop, 'the basket cannot be ordered');
        }
        $customer = Frontend::getCustomer();
        $isKnown = $customer->isLoggedIn() ? $this->deliver($customer) : $this->introduceGuest();
        if (!$isKnown) {
            throw new RefusedException(Refusal::Data);
        }
        if (!$this->choose($shipping, $payment)) {
            throw new RefusedException(Refusal::Shipping);
        }
        $this->checkGoods($cart);
        if ($cart->checkIfCouponIsStillValid() === false) {
            throw new RefusedException(Refusal::Voucher);
        }
        if (!$this->isOrderComplete($cart)) {
            throw new RefusedException(Refusal::Shop, 'the shop asks for a consent that was not given');
        }
        // A guest's was looked at with the form.
        $mail = Frontend::getCustomer()->cMail;
        if ($mail !== null && SimpleMail::checkBlacklist($mail)) {
            throw new RefusedException(Refusal::Shop, 'the shop blocks the customer\'s mail address');
        }

        return (new OrderHandler($this->db, Frontend::getCustomer(), $cart))->finalizeOrder(null, false);
    }

    private function introduceGuest(): bool
    {
        if ($this->checkGuestOrderProcess($_POST) !== 1) {
            return false;
        }
        // Delivered to the same address; prices and stock are read anew with it.
        (new Form())->pruefeLieferdaten(self::AT_HOME);

        return true;
    }

    /** To the address from the app; invoice and order are the customer's. */
    private function deliver(Customer $customer): bool
    {
        $form = array_filter($_POST, is_string(...)) + ['tel' => '', 'mobil' => '', 'fax' => ''];
        $missing = [];
        (new Form())->pruefeLieferdaten(self::isHome($customer, $form) ? self::AT_HOME : $form, $missing);

        return $missing === [];
    }

    /**
     * Whether the account's own address was sent.
     *
     * @param array<array-key, string> $form
     */
    private static function isHome(Customer $customer, array $form): bool
    {
        foreach ([
            'vorname' => $customer->cVorname,
            'nachname' => $customer->cNachname,
            'strasse' => $customer->cStrasse,
            'hausnummer' => $customer->cHausnummer,
            'plz' => $customer->cPLZ,
            'ort' => $customer->cOrt,
            'land' => $customer->cLand,
        ] as $field => $known) {
            if (mb_strtolower(trim((string) $known)) !== mb_strtolower(trim($form[$field] ?? ''))) {
                return false;
            }
        }

        return true;
    }

    /** The shop's own check answers too little stock by sending the visitor to the basket, which is no answer here. */
    private function checkGoods(Cart $cart): void
    {
        $before = count($cart->PositionenArr);
        $cart->loescheDeaktiviertePositionen();
        if ($cart->removeParentItems() > 0 || count($cart->PositionenArr) !== $before || !$this->isInStock($cart)) {
            throw new RefusedException(Refusal::Stock);
        }
    }

    private function isInStock(Cart $cart): bool
    {
        foreach ($cart->PositionenArr as $item) {
            $product = $item->Artikel;
            if (
                $item->kArtikel <= 0
                || $product === null
                || $product->cLagerBeachten !== 'Y'
                || $product->cLagerKleinerNull === 'Y'
            ) {
                continue;
            }
            foreach ($product->cLagerVariation === 'Y' ? $item->WarenkorbPosEigenschaftArr : [] as $property) {
                $enough = $this->db->getSingleInt(
                    'SELECT COUNT(*) AS few FROM teigenschaftwert WHERE kEigenschaftWert = :id AND fLagerbestand < :amount',
                    'few',
                    ['id' => (int) $property->kEigenschaftWert, 'amount' => $item->nAnzahl],
                );
                if ($enough > 0) {
                    return false;
                }
            }
        }
        foreach ($cart->getAllDependentAmount(true) as $id => $amount) {
            $few = $this->db->getSingleInt(
                "SELECT COUNT(*) AS few FROM tartikel
                    WHERE kArtikel = :id AND fPackeinheit * :amount > fLagerbestand
                        AND cLagerBeachten = 'Y' AND cLagerKleinerNull <> 'Y' AND cLagerVariation <> 'Y'",
                'few',
                ['id' => (int) $id, 'amount' => (float) $amount],
            );
            if ($few > 0) {
                return false;
            }
        }

        return true;
    }
}
