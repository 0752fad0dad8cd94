<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use JTL\Session\Frontend;
use Plugin\jtl_twint\src\Checkout\FinishController;
use Plugin\jtl_twint\src\Payment\Transaction;

/** The check-in of the visitor's session, which has one at a time, and the basket that it is of. */
final class VisitorsCheckIn
{
    private const KEY = 'jtl_twint_express';
    private const EMPTIED = 'jtl_twint_express_emptied';

    public function __construct(
        private readonly CheckInRepository $checkIns,
        private readonly ExpressShop $shop,
    ) {
    }

    /** Costs nothing. */
    public static function isThere(): bool
    {
        return isset($_SESSION[self::KEY]);
    }

    /** @param array<string, string> $consents of Consent::given(): it orders with these */
    public function remember(CheckIn $checkIn, Basket $basket, array $consents): void
    {
        unset($_SESSION[self::EMPTIED]);
        $_SESSION[self::KEY] = [
            'token' => $checkIn->token,
            'of' => self::whose($basket),
            'consents' => $consents,
            'basket' => $basket->page === null ? $basket->mark : '',
        ];
    }

    public function find(): ?CheckIn
    {
        $token = $_SESSION[self::KEY]['token'] ?? null;

        return is_string($token) ? $this->checkIns->byToken($token) : null;
    }

    /** The same, as long as it may still come to an order. */
    public function findOpen(): ?CheckIn
    {
        $checkIn = $this->find();
        $isOpen = $checkIn !== null && !ExpressState::of($checkIn)->isOver() && $checkIn->transactionId === null;

        return $isOpen ? $checkIn : null;
    }

    /** @param array<string, string> $consents that the buyer gives now */
    public function isOf(Basket $basket, array $consents): bool
    {
        return (
            ($_SESSION[self::KEY]['of'] ?? '') === self::whose($basket)
            && $consents === ($_SESSION[self::KEY]['consents'] ?? [])
        );
    }

    /** Whether it is of the account that the visitor is logged in to. */
    public function isCustomersOwn(CheckIn $checkIn): bool
    {
        return Frontend::getCustomer()->isLoggedIn()
        && hash_equals($checkIn->token, (string) ($_SESSION[self::KEY]['token'] ?? ''));
    }

    /**
     * There is an order, and this visitor may be its buyer: the basket is empty then, and the shop's thanks are for this session.
     * A basket that was changed since is another one: it stays.
     */
    public function finish(CheckIn $checkIn, Transaction $transaction): void
    {
        if (!hash_equals($checkIn->token, (string) ($_SESSION[self::KEY]['token'] ?? ''))) {
            return;
        }
        $isChanged = !$this->emptyBasket();
        unset($_SESSION[self::KEY], $_SESSION[self::EMPTIED]);
        $_SESSION['kBestellung'] = $transaction->orderId;
        $_SESSION['BestellNr'] = $transaction->orderNumber;
        if ($isChanged) {
            FinishController::keepBasket($transaction);
        }
    }

    /** What was ordered is not to be bought once more by a buyer who does not come back to the page of the check-in. */
    public function emptyOrderedBasket(): void
    {
        $checkIn = isset($_SESSION[self::EMPTIED]) ? null : $this->find();
        if ($checkIn === null || $checkIn->transactionId === null) {
            return;
        }
        if ($this->emptyBasket()) {
            $_SESSION[self::KEY] = ['token' => $checkIn->token, 'basket' => $this->shop->mark()];
        }
        $_SESSION[self::EMPTIED] = true;
    }

    /** @return bool whether it was still the one that was ordered */
    private function emptyBasket(): bool
    {
        if ($this->mark() !== $this->shop->mark()) {
            return false;
        }
        Frontend::getInstance()->cleanUp();

        return true;
    }

    /** Who logs in or out has begun as somebody else. */
    private static function whose(Basket $basket): string
    {
        return Frontend::getCustomer()->getID() . '/' . $basket->mark;
    }

    /** Of the basket that is ordered with it; empty as that of an empty basket: the visitor's is not touched. */
    private function mark(): string
    {
        return (string) ($_SESSION[self::KEY]['basket'] ?? '');
    }
}
