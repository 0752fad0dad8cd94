<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Database;
use Psr\Http\Message\ResponseInterface;

/** Sends the buyer on to a page of the shop's own. */
final class FinishController
{
    /** Where the session remembers the attempt whose buyer has gone on to fill another basket. */
    private const OTHER_BASKET = 'jtl_twint_other_basket';

    public function __construct(
        private readonly Database $database,
        private readonly BuyerOfOrder $buyer,
        private readonly Thanks $thanks,
    ) {
    }

    /** The shop's confirmation empties the visitor's basket: this buyer is shown the order's own page instead. */
    public static function keepBasket(Transaction $transaction): void
    {
        $_SESSION[self::OTHER_BASKET] = $transaction->id;
    }

    public function answer(Transaction $transaction): ResponseInterface
    {
        $paid = PayState::of($transaction)->isSuccess();
        if ($paid) {
            $this->buyer->forgetGuest($transaction->orderId);
        }
        $keepsBasket = ($_SESSION[self::OTHER_BASKET] ?? null) === $transaction->id;

        return Answer::seeOther(
            ($paid && !$keepsBasket ? $this->confirmation($transaction) : null) ?? $this->account(
                $transaction,
            ) ?? $this->status($transaction) ?? Shop::getURL() . '/',
        );
    }

    /** The page every order of the shop ends with. It can be seen once; afterwards there is the order's page. */
    private function confirmation(Transaction $transaction): ?string
    {
        if (Shop::getSettingValue(CONF_KAUFABWICKLUNG, 'bestellabschluss_abschlussseite') !== 'A') {
            return null;
        }
        $token = $this->thanks->tokenFor($transaction);

        return $token === null
            ? null
            : $this->page('bestellabschluss.php', $transaction) . '?i=' . rawurlencode($token);
    }

    /** For its owner, if logged in. */
    private function account(Transaction $transaction): ?string
    {
        $customer = (int) Frontend::getCustomer()->getID();

        return $customer > 0 && $customer === $transaction->customerId && Frontend::getCustomer()->isLoggedIn()
            ? $this->page('jtl.php', $transaction) . '?bestellung=' . $transaction->orderId
            : null;
    }

    /** For guests: the shop asks for the postcode before it shows anything. */
    private function status(Transaction $transaction): ?string
    {
        $row = $this->database->row('SELECT cUID FROM tbestellstatus WHERE kBestellung = :order', [
            'order' => $transaction->orderId,
        ]);

        return $row === null
            ? null
            : $this->page('status.php', $transaction) . '?uid=' . rawurlencode((string) $row['cUID']);
    }

    private function page(string $file, Transaction $transaction): string
    {
        return Shop::Container()->getLinkService()->getStaticRoute($file, true, true, $transaction->language);
    }
}
