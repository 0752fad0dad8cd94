<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\Settings;
use Twint\Reservation;

/**
 * An order whose money is reserved is "not paid yet" for the shop. Its pages, in the account, by its link and the thanks, tell the
 * buyer that they have done their part, and when they are charged.
 */
final class ReservedOnOrderPages
{
    /** @var array<int, string|null> what is to be said, by the orders that were read for this page */
    private array $lines = [];

    public function __construct(
        private readonly OurMethod $method,
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
    ) {
    }

    /** The shop has read an order, perhaps for one of these pages. */
    public function tell(Bestellung $order): void
    {
        $id = (int) $order->kBestellung;
        $page = Shop::getPageType();
        if (
            !in_array($page, [\PAGE_MEINKONTO, \PAGE_BESTELLSTATUS, \PAGE_BESTELLABSCHLUSS], true)
            || array_key_exists($id, $this->lines)
        ) {
            return;
        }
        $this->lines[$id] = $this->method->isOf((int) $order->kZahlungsart) ? $this->line($id) : null;
        if ($this->lines[$id] === null) {
            return;
        }
        if ($page === \PAGE_BESTELLABSCHLUSS) {
            Shop::Container()->getAlertService()->addInfo(htmlspecialchars($this->lines[$id]), 'jtlTwint_reserved');

            return;
        }
        Shop::Smarty()->registerFilter('output', $this->replace(...), 'jtl_twint_reserved');
    }

    /** Puts our line where the shop says "not paid yet". On a page of several orders nobody could tell of which it says so. */
    private function replace(string $page): string
    {
        $line = count($this->lines) === 1 ? current($this->lines) : null;
        if (!is_string($line)) {
            return $page;
        }
        $notPaid = preg_quote(Shop::Lang()->get('notPayedYet', 'login'), '~');

        return (
            preg_replace_callback(
                '~(>\s*)' . $notPaid . '(\s*<)~u',
                static fn(array $found): string => $found[1] . htmlspecialchars($line) . $found[2],
                $page,
            ) ?? $page
        );
    }

    private function line(int $orderId): ?string
    {
        $transaction = Extension::isUsable() ? $this->transactions->shownOfOrder($orderId) : null;
        $text = match ($transaction === null ? null : \Twint\reservation_shown($transaction->payment())) {
            // First: without the extension there are no cases to compare with.
            null => null,
            Reservation::Whole => 'order_reserved',
            Reservation::Rest => 'order_rest_reserved',
        };

        return $text === null
            ? null
            : BuyerTexts::in(Shop::getLanguageCode() ?? '')->get(
                $text . ($this->settings->capturesOnShipment() ? '_until_shipped' : ''),
            );
    }
}
