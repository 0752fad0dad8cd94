<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Checkout\Bestellung;
use JTL\Shop;
use Plugin\jtl_twint\src\Payment\NotPayableException;
use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Psr\Log\LoggerInterface;

/** The step from the shop's order to its pay page. Only where Extension::isUsable(). */
final class PaymentBegin
{
    public function __construct(
        private readonly PaymentService $payments,
        private readonly OrderGateway $orders,
        private readonly OrdersWithoutAttempt $withoutAttempt,
        private readonly ResumeLink $link,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * @return string|null where the buyer pays; null: the order cannot be paid with TWINT
     */
    public function urlFor(Bestellung $order): ?string
    {
        try {
            return PayUrls::begin($this->payments->begin($order, self::language($order)));
        } catch (NotPayableException) {
            return null;
        } catch (\Throwable $exception) {
            // The order stands, and nothing was sent to TWINT.
            $this->logger->error('TWINT: the payment of order {number} could not be noted: {error}', [
                'number' => (string) $order->cBestellNr,
                'error' => $exception->getMessage(),
            ]);

            return $this->link->to((int) $order->kBestellung);
        }
    }

    /** Ends an order that was just made and cannot be paid with TWINT. Whether there is one. */
    public function endUnpayable(Bestellung $order): bool
    {
        if ($this->orders->state((int) $order->kBestellung)?->waitsForPayment() !== true) {
            return false;
        }
        try {
            $this->withoutAttempt->end((int) $order->kBestellung);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: order {number}, which cannot be paid, is ended by the next sweep: {error}', [
                'number' => (string) $order->cBestellNr,
                'error' => $exception->getMessage(),
            ]);
        }

        return true;
    }

    private static function language(Bestellung $order): string
    {
        return Shop::Lang()->getIsoFromLangID((int) $order->kSprache)->cISO ?? 'ger';
    }
}
