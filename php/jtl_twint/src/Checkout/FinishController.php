<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Shop;
use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Http\Message\ResponseInterface;

/** Sends the buyer on to a page of the shop's own. */
final class FinishController
{
    /** Where the session remembers the attempt whose buyer has gone on to fill another basket. */
    private const OTHER_BASKET = 'jtl_twint_other_basket';

    public function __construct(
        private readonly BuyerOfOrder $buyer,
        private readonly Thanks $thanks,
        private readonly OrderPage $page,
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
            ($paid && !$keepsBasket ? $this->confirmation($transaction) : null) ?? $this->page->of($transaction),
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
            : OrderPage::file('bestellabschluss.php', $transaction) . '?i=' . rawurlencode($token);
    }
}
