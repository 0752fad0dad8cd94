<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\Deliveries;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderRates;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;
use Psr\Log\LoggerInterface;

/** Wawi tells the shop of an order. It is written down and never more than that: all else would hold up Wawi's synchronisation. */
final class WawiOrders implements Subscriber
{
    public function __construct(
        private readonly Queue $queue,
        private readonly Settings $settings,
        private readonly Deliveries $deliveries,
        private readonly OrderRates $rates,
        private readonly OrderGateway $orders,
        private readonly LoggerInterface $logger,
    ) {
    }

    public static function listeners(): array
    {
        return [
            'HOOK_BESTELLUNGEN_XML_BEARBEITEINSERT' => 'wasMade',
            'HOOK_BESTELLUNGEN_XML_BEARBEITESET' => 'wasSet',
            'HOOK_DELIVERYNOTES_XML_SHIPPING' => 'parcelWasSent',
            'HOOK_BESTELLUNGEN_XML_BEARBEITEUPDATE' => 'wasEdited',
            'HOOK_BESTELLUNGEN_XML_BEARBEITESTORNO' => 'wasCancelled',
            'HOOK_BESTELLUNGEN_XML_DELETEORDER' => 'wasDeleted',
            'HOOK_BESTELLUNGEN_XML_HANDLEREACTIVATION' => 'wasReactivated',
        ];
    }

    /**
     * In Wawi, to be paid with TWINT by a link.
     *
     * @param array<array-key, mixed> $arguments
     */
    public function wasMade(array $arguments): void
    {
        $order = $arguments['oBestellung'] ?? null;
        if (is_object($order) && ($order->cBezahlt ?? '') !== 'Y' && ($order->dBezahltDatum ?? '') === '') {
            $this->orders->undoPaidAtCreation((int) ($order->kBestellung ?? 0));
        }
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasSet(array $arguments): void
    {
        $order = $arguments['oBestellungWawi'] ?? null;
        if (!is_object($order)) {
            return;
        }
        $orderId = $order->kBestellung ?? 0;
        if (($order->cBezahlt ?? '') === 'Y' && $this->settings->capturesOnPaid()) {
            $this->note($orderId, News::Paid);
        }
        if (($order->dVersandt ?? '') !== '') {
            // Of an order without delivery notes the shop thinks that it was shipped whole; Wawi knows better.
            $isPart = ($order->nKomplettAusgeliefert ?? '') !== '' && (int) $order->nKomplettAusgeliefert === 0;
            $this->note($orderId, $isPart ? News::PartShipped : News::Shipped);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    public function parcelWasSent(array $arguments): void
    {
        $note = $arguments['shipping']->kLieferschein ?? 0;
        $this->note($this->deliveries->orderOfNote((int) $note), News::PartShipped);
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasEdited(array $arguments): void
    {
        $order = $arguments['oBestellung'] ?? null;
        if (!is_object($order)) {
            return;
        }
        $orderId = (int) ($order->kBestellung ?? 0);
        try {
            $this->rates->noteToday($orderId, isset($order->kWaehrung) ? (int) $order->kWaehrung : null);
        } finally {
            $this->note($orderId, News::Edited);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasCancelled(array $arguments): void
    {
        $this->note($arguments['oBestellung']->kBestellung ?? 0, News::Cancelled);
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasDeleted(array $arguments): void
    {
        $this->note($arguments['orderId'] ?? 0, News::Deleted);
    }

    /** @param array<array-key, mixed> $arguments */
    public function wasReactivated(array $arguments): void
    {
        $this->note($arguments['orderID'] ?? 0, News::Reactivated);
    }

    /** Also for the shop's calls of the payment method, which older shops make instead of some of the hooks. Never throws. */
    public function note(mixed $orderId, News $news): void
    {
        try {
            if (is_numeric($orderId) && (int) $orderId > 0) {
                $this->queue->note((int) $orderId, $news);
            }
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: news of Wawi could not be written down, look at the order\'s payment: {error}', [
                'error' => $exception->getMessage(),
            ]);
        }
    }
}
