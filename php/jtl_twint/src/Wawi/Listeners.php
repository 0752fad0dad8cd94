<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use JTL\Events\Dispatcher;
use Plugin\jtl_twint\src\Services;

/**
 * Hears what Wawi tells the shop and writes it down. Never more than that, and never an exception: either would hold up
 * or break Wawi's whole synchronisation.
 */
final class Listeners
{
    public function __construct(
        private readonly Services $services,
    ) {
    }

    public function register(Dispatcher $dispatcher): void
    {
        $this->on($dispatcher, 'HOOK_BESTELLUNGEN_XML_BEARBEITESET', $this->set(...));
        $this->on($dispatcher, 'HOOK_DELIVERYNOTES_XML_SHIPPING', $this->parcel(...));
        $this->on($dispatcher, 'HOOK_BESTELLUNGEN_XML_BEARBEITEUPDATE', $this->edited(...));
        $this->on($dispatcher, 'HOOK_BESTELLUNGEN_XML_BEARBEITESTORNO', fn(array $arguments) => $this->tell(
            $arguments['oBestellung']->kBestellung ?? 0,
            News::Cancelled,
        ));
        $this->on($dispatcher, 'HOOK_BESTELLUNGEN_XML_DELETEORDER', fn(array $arguments) => $this->tell(
            $arguments['orderId'] ?? 0,
            News::Deleted,
        ));
        $this->on($dispatcher, 'HOOK_BESTELLUNGEN_XML_HANDLEREACTIVATION', fn(array $arguments) => $this->tell(
            $arguments['orderID'] ?? 0,
            News::Reactivated,
        ));
    }

    /** For the shop's calls of the payment method, which older shops make instead of some of the hooks. */
    public function tell(mixed $orderId, News $news): void
    {
        try {
            if (is_numeric($orderId) && (int) $orderId > 0) {
                $this->services->wawiQueue()->note((int) $orderId, $news);
            }
        } catch (\Throwable $exception) {
            $this->lost($exception);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    private function set(array $arguments): void
    {
        $told = $arguments['oBestellungWawi'] ?? null;
        if (!is_object($told)) {
            return;
        }
        $orderId = $told->kBestellung ?? 0;
        if (($told->cBezahlt ?? '') === 'Y' && $this->services->settings()->capturesOnPaid()) {
            $this->tell($orderId, News::Paid);
        }
        if (($told->dVersandt ?? '') !== '') {
            // Of an order without delivery notes the shop thinks that it was shipped whole; Wawi knows better.
            $isPart = ($told->nKomplettAusgeliefert ?? '') !== '' && (int) $told->nKomplettAusgeliefert === 0;
            $this->tell($orderId, $isPart ? News::PartShipped : News::Shipped);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    private function edited(array $arguments): void
    {
        $order = $arguments['oBestellung'] ?? null;
        if (!is_object($order)) {
            return;
        }
        $orderId = (int) ($order->kBestellung ?? 0);
        try {
            $currencyId = isset($order->kWaehrung) ? (int) $order->kWaehrung : null;
            $this->services->orderRates()->noteToday($orderId, $currencyId);
        } finally {
            $this->tell($orderId, News::Edited);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    private function parcel(array $arguments): void
    {
        $note = $arguments['shipping']->kLieferschein ?? 0;
        $this->tell($this->services->deliveries()->orderOfNote((int) $note), News::PartShipped);
    }

    /** @param callable(array<array-key, mixed>): void $listener */
    private function on(Dispatcher $dispatcher, string $hook, callable $listener): void
    {
        // Some hooks are younger than the oldest shop we run in.
        if (!\defined($hook)) {
            return;
        }
        $dispatcher->listen('shop.hook.' . (string) \constant($hook), function (array $arguments) use (
            $listener,
        ): void {
            try {
                $listener($arguments);
            } catch (\Throwable $exception) {
                $this->lost($exception);
            }
        });
    }

    private function lost(\Throwable $exception): void
    {
        $this->services->logger()->error('TWINT: news of Wawi could not be written down, look at the order\'s payment: {error}', [
            'error' => $exception->getMessage(),
        ]);
    }
}
