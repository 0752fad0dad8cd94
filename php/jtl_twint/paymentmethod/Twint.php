<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\paymentmethod;

use JTL\Cart\Cart;
use JTL\Checkout\Bestellung;
use JTL\Plugin\Payment\Method;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\StatusPageVisitor;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\Schema;
use Plugin\jtl_twint\src\Payment\NotPayableException;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Settings\ValidationTiming;
use Plugin\jtl_twint\src\Wawi\News;

/** TWINT among the shop's payment methods: says when it can be chosen, and sends the buyer to the pay page. */
class Twint extends Method
{
    public const PAY_PATH = '/jtl-twint/pay/';
    private const CURRENCY = 'CHF';

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
        $services = self::services();

        return $services !== null
        && Frontend::getCurrency()->getCode() === self::CURRENCY
        && self::isTrue(
            static fn(): bool => (
                $services->merchants()->isConfigured()
                && (!$services->settings()->isForAdminsOnly() || Shop::isAdmin(true))
            ),
        );
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
        $services = self::services();
        if ($services === null || $this->again && !$this->isBuyersOwn($services, $order)) {
            $this->redirect(Shop::getURL() . '/');
        }
        try {
            $transaction = $services->payments()->begin($order, self::language($order));
            $target = self::payUrl($transaction);
        } catch (NotPayableException) {
            if (!$this->again && $services->orders()->state((int) $order->kBestellung)?->waitsForPayment() === true) {
                $this->backToCheckout($services, $order);
            }
            $target = $this->getReturnURL($order);
        } catch (\Throwable $exception) {
            // The order stands, and nothing was sent to TWINT.
            $services->logger()->error('TWINT: the payment of order {number} could not be noted: {error}', [
                'number' => (string) $order->cBestellNr,
                'error' => $exception->getMessage(),
            ]);
            $target = $services->resumeLink()->to((int) $order->kBestellung);
        }
        if (!$this->again) {
            Frontend::getInstance()->cleanUp();
        }
        $this->redirect($target);
    }

    /** @inheritdoc */
    public function canPayAgain(): bool
    {
        $services = self::services();

        return $services !== null && self::isTrue($services->merchants()->isConfigured(...));
    }

    /**
     * Wawi cancels. The shop's own version dates the payment as well, which would look like one.
     *
     * @inheritdoc
     */
    public function cancelOrder(int $orderID, bool $delete = false)
    {
        Services::booted()
            ?->wawiListeners()
            ->tell($orderID, $delete ? News::Deleted : News::Cancelled);
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
        Services::booted()?->wawiListeners()->tell($orderID, News::Reactivated);
        $this->sendMail($orderID, \MAILTEMPLATE_BESTELLUNG_RESTORNO);
        $this->getDB()->update(
            'tbestellung',
            'kBestellung',
            $orderID,
            (object) ['cStatus' => \BESTELLUNG_STATUS_IN_BEARBEITUNG],
        );

        return $this;
    }

    public static function payUrl(Transaction $transaction): string
    {
        return Shop::getURL() . self::PAY_PATH . $transaction->token;
    }

    private static function services(): ?Services
    {
        return Extension::isUsable() ? Services::booted() : null;
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
            ->addWarning(BuyerTexts::in(Shop::getLanguageCode() ?? '')->get($text, ...$values), 'jtlTwint_' . $text, [
                // Also on the page that the buyer is sent to.
                'saveInSession' => true,
            ]);
    }

    /** Whether TWINT itself is to be asked now, and says yes. */
    private function passes(ValidationTiming $now): bool
    {
        $services = self::services();
        if ($services === null) {
            return false;
        }
        $inCheckout = in_array(Shop::getPageType(), [\PAGE_BESTELLVORGANG, \PAGE_BESTELLABSCHLUSS], true);

        return !$inCheckout
        || self::isTrue(
            static fn(): bool => (
                // Code that is newer than its tables could not note the payment.
                Schema::of($services)->problem() === null
                && ($services->settings()->validation() !== $now || $services->availability()->isGood())
            ),
        );
    }

    /**
     * The shop asks on its own pages; what we cannot answer is a no, and never their end.
     *
     * @param callable(): bool $question
     */
    private static function isTrue(callable $question): bool
    {
        try {
            return $question();
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

    /** The shop checks this for registered customers only; a guest's order number can be guessed. */
    private function isBuyersOwn(Services $services, Bestellung $order): bool
    {
        $customer = Frontend::getCustomer()->getID();

        return (
            $customer > 0
            && $customer === (int) $order->kKunde
            || (int) ($_SESSION['kBestellung'] ?? 0) === (int) $order->kBestellung
            || $order->cSession !== ''
            && $order->cSession === session_id()
            || StatusPageVisitor::knows($services->database(), $order)
        );
    }

    /** The order cannot be paid with TWINT: it ends at once, and the buyer keeps the basket to choose again. */
    private function backToCheckout(Services $services, Bestellung $order): never
    {
        try {
            $services->withoutAttempt()->end((int) $order->kBestellung);
        } catch (\Throwable $exception) {
            $services->logger()->error('TWINT: order {number}, which cannot be paid, is ended by the next sweep: {error}', [
                'number' => (string) $order->cBestellNr,
                'error' => $exception->getMessage(),
            ]);
        }
        $this->warn('order_not_paid', (string) $order->cBestellNr);
        $this->redirect(
            Shop::Container()->getLinkService()->getStaticRoute('bestellvorgang.php') . '?editZahlungsart=1',
        );
    }

    private static function language(Bestellung $order): string
    {
        return Shop::Lang()->getIsoFromLangID((int) $order->kSprache)->cISO ?? 'ger';
    }

    private function redirect(string $url): never
    {
        header('Location: ' . $url, true, 303);
        header('Cache-Control: no-store');
        exit();
    }
}
