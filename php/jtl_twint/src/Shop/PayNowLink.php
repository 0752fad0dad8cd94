<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\Checkout\Zahlungsart;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Psr\Log\LoggerInterface;

/**
 * The shop offers to pay every open order that has no date of payment, also one whose money is reserved or whose payment is
 * not clear yet. It asks the payment method without saying for which order, so the answer is corrected here.
 */
final class PayNowLink
{
    public function __construct(
        private readonly OurMethod $method,
        private readonly PaymentService $payments,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function hide(Bestellung $order): void
    {
        if (
            !$order->Zahlungsart instanceof Zahlungsart
            || !$order->Zahlungsart->bPayAgain
            || !$this->method->isOf((int) $order->kZahlungsart)
        ) {
            return;
        }
        try {
            $order->Zahlungsart->bPayAgain = $this->payments->awaitsBuyer((int) $order->kBestellung);
        } catch (\Throwable $exception) {
            // The shop loads orders everywhere; the link leads to what is true anyway.
            $this->logger->error('TWINT: whether order {id} may be paid is not known: {error}', [
                'id' => (int) $order->kBestellung,
                'error' => $exception->getMessage(),
            ]);
        }
    }
}
