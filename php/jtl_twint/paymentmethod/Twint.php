<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\paymentmethod;

use JTL\Cart\Cart;
use JTL\Checkout\Bestellung;
use JTL\Plugin\Payment\Method;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerOfOrder;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\Offer;
use Plugin\jtl_twint\src\Checkout\PaymentBegin;
use Plugin\jtl_twint\src\Checkout\WaitingOrders;
use Plugin\jtl_twint\src\Container;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\ValidationTiming;
use Plugin\jtl_twint\src\Subscribers\WawiOrders;
use Plugin\jtl_twint\src\Wawi\News;

/** TWINT among the shop's payment methods: says when it can be chosen, and sends the buyer to the pay page. */
class Twint extends Method
{
    /** Once for a request: the shop asks several times. */
    private static bool $complained = false;

    private bool $again = false;

    /** @inheritdoc */
    public function init(int $nAgainCheckout = 0)
    {
        parent::init($nAgainCheckout);
        $this->again = $nAgainCheckout === 1;
        $this->name = 'TWINT';
        $this->payAfterOrder();

        return $this;
    }

    /**
     * Asked several times on every page of the shop: no network, hardly any work.
     *
     * @inheritdoc
     * @param array<array-key, mixed> $args_arr
     */
    public function isValidIntern(array $args_arr = []): bool
    {
        return self::isTrue(static fn(Container $container): bool => $container->get(Offer::class)->isPossible());
    }

    /** @inheritdoc */
    public function isValid(object $customer, Cart $cart): bool
    {
        if (!parent::isValid($customer, $cart)) {
            return false;
        }
        // The shop asks this for its list as well; the choice comes by POST.
        if (!isset($_POST['Zahlungsart']) || $this->passes(ValidationTiming::AfterSelection)) {
            return true;
        }
        $this->warn('failed_text');

        return false;
    }

    /** @inheritdoc */
    public function isSelectable(): bool
    {
        return (
            parent::isValid(Frontend::getCustomer(), Frontend::getCart())
            && $this->passes(ValidationTiming::BeforeSelection)
        );
    }

    /** @inheritdoc */
    public function preparePaymentProcess(Bestellung $order): void
    {
        if ((int) $order->kBestellung <= 0) {
            // The shop made no order, so the buyer keeps the basket and orders once more.
            $this->payAfterOrder();
            $this->warn('order_first');
            $this->redirect(Shop::Container()->getLinkService()->getStaticRoute('bestellvorgang.php'));
        }
        $begin = self::usable()?->get(PaymentBegin::class);
        $buyer = self::usable()?->get(BuyerOfOrder::class);
        if ($begin === null || $buyer === null || $this->again && !$buyer->isHere($order)) {
            $this->redirect(Shop::getURL() . '/');
        }
        $url = $begin->urlFor($order);
        if ($url === null && !$this->again && $begin->endUnpayable($order)) {
            $this->backToCheckout($order);
        }
        if ($url !== null) {
            WaitingOrders::remember((int) $order->kBestellung, (string) $order->cBestellNr);
        }
        if (!$this->again) {
            $buyer->rememberGuest((int) $order->kBestellung);
            Frontend::getInstance()->cleanUp();
        }
        $this->redirect($url ?? $this->getReturnURL($order));
    }

    /** @inheritdoc */
    public function canPayAgain(): bool
    {
        return self::isTrue(static fn(Container $container): bool => $container->get(Offer::class)->canPayAgain());
    }

    /**
     * Wawi cancels. The shop's own version dates the payment as well, which would look like one.
     *
     * @inheritdoc
     */
    public function cancelOrder(int $orderID, bool $delete = false)
    {
        self::noteNews($orderID, $delete ? News::Deleted : News::Cancelled);
        if ($delete) {
            return $this;
        }
        $this->sendMail($orderID, \MAILTEMPLATE_BESTELLUNG_STORNO);
        $this->getDB()->update(
            'tbestellung',
            'kBestellung',
            $orderID,
            (object) ['cStatus' => \BESTELLUNG_STATUS_STORNO],
        );

        return $this;
    }

    /**
     * Wawi takes a cancellation back. No payment comes back with it.
     *
     * @inheritdoc
     */
    public function reactivateOrder(int $orderID)
    {
        self::noteNews($orderID, News::Reactivated);
        $this->sendMail($orderID, \MAILTEMPLATE_BESTELLUNG_RESTORNO);
        $this->getDB()->update(
            'tbestellung',
            'kBestellung',
            $orderID,
            (object) ['cStatus' => \BESTELLUNG_STATUS_IN_BEARBEITUNG],
        );

        return $this;
    }

    private static function noteNews(int $orderId, News $news): void
    {
        Container::booted()?->get(WawiOrders::class)->note($orderId, $news);
    }

    /** Null: TWINT cannot be called. */
    private static function usable(): ?Container
    {
        return Extension::isUsable() ? Container::booted() : null;
    }

    /**
     * With the shop's option "Payment before order completion" there is no order that could be paid: it is taken back,
     * for the shop and for a buyer who chose TWINT while it was set.
     */
    private function payAfterOrder(): void
    {
        $chosen = $_SESSION['Zahlungsart'] ?? null;
        if (is_object($chosen) && ($chosen->cModulId ?? null) === $this->moduleID) {
            // @mago-expect analysis:ambiguous-object-property-access (a plain row or a Zahlungsart, by the shop's version)
            $chosen->nWaehrendBestellung = 0;
        }
        if ((int) $this->duringCheckout !== 1) {
            return;
        }
        $this->duringCheckout = 0;
        try {
            $this->getDB()->update('tzahlungsart', 'cModulId', $this->moduleID, (object) ['nWaehrendBestellung' => 0]);
            Shop::Container()
                ->getLogService()
                ->warning('TWINT: "Payment before order completion" was set back to no; TWINT needs an order to pay.');
        } catch (\Throwable) {
            // A database that cannot be written to now is asked again at the next page.
        }
    }

    private function warn(string $text, string ...$values): void
    {
        Shop::Container()
            ->getAlertService()
            ->addDanger(BuyerTexts::in(Shop::getLanguageCode() ?? '')->get($text, ...$values), 'jtlTwint_' . $text, [
                // Also on the page that the buyer is sent to.
                'saveInSession' => true,
            ]);
    }

    /** Whether TWINT itself is to be asked now, and says yes. */
    private function passes(ValidationTiming $now): bool
    {
        $inCheckout = in_array(Shop::getPageType(), [\PAGE_BESTELLVORGANG, \PAGE_BESTELLABSCHLUSS], true);

        return $inCheckout
            ? self::isTrue(static fn(Container $container): bool => $container->get(Offer::class)->isConfirmed($now))
            : self::usable() !== null;
    }

    /**
     * The shop asks on its own pages; what we cannot answer is a no, and never their end.
     *
     * @param callable(Container): bool $question
     */
    private static function isTrue(callable $question): bool
    {
        $container = self::usable();
        if ($container === null) {
            return false;
        }
        try {
            return $question($container);
        } catch (\Throwable $exception) {
            if (!self::$complained) {
                self::$complained = true;
                Shop::Container()
                    ->getLogService()
                    ->error('TWINT is not offered: {error}', ['error' => $exception->getMessage()]);
            }

            return false;
        }
    }

    /** The order could not be paid with TWINT and has ended; the buyer keeps the basket to choose again. */
    private function backToCheckout(Bestellung $order): never
    {
        $this->warn('order_not_paid', (string) $order->cBestellNr);
        $this->redirect(
            Shop::Container()->getLinkService()->getStaticRoute('bestellvorgang.php') . '?editZahlungsart=1',
        );
    }

    private function redirect(string $url): never
    {
        header('Location: ' . $url, true, 303);
        header('Cache-Control: no-store');
        exit();
    }
}
